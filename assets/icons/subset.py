"""Makes ui.ttf, the icons of the window, and the table in src/ui/icon.rs, from Lucide's font.

Run in this folder: `npm pack lucide-static@1.62.0`, unpack it, `pip install fonttools`, then
`python3 subset.py package/font`. Names are Lucide's; add one to NAMES and run again.
"""

import json
import subprocess
import sys
from pathlib import Path

NAMES = """
align-center-horizontal align-center-vertical align-end-horizontal align-end-vertical
align-horizontal-distribute-center align-start-horizontal align-start-vertical
align-vertical-distribute-center arrow-right book-open brain chart-line check check-check
chevron-down chevron-left chevron-right chevron-up circle-alert circle-help clipboard-paste command
copy copy-plus database ellipsis external-link eye eye-off file file-plus flag folder folder-open
gauge git-fork group hand image image-down info keyboard layers layout-dashboard link list-checks
list-tree lock magnet maximize mouse-pointer moon octagon-alert panel-bottom panel-left panel-right
pencil pencil-ruler play plus redo-2 refresh-cw repeat rotate-ccw save save-all scale scan scissors
search settings sliders-horizontal sparkles split square-dashed sun table trash-2 triangle-alert undo-2
ungroup unlink users wand-sparkles workflow wrench x zoom-in zoom-out
""".split()
NAMES.sort()

folder = Path(sys.argv[1])
codes = json.loads((folder / "codepoints.json").read_text())
here = Path(__file__).parent
unicodes = ",".join(f"U+{codes[name]:04X}" for name in NAMES)
subprocess.run(
    ["pyftsubset", str(folder / "lucide.ttf"), f"--unicodes={unicodes}",
     f"--output-file={here / 'ui.ttf'}", "--no-layout-closure", "--no-hinting", "--drop-tables+=GSUB"],
    check=True,
)
table = here.parent.parent / "src" / "ui" / "icon.rs"
text = table.read_text()
start, end = text.index("    // <names>\n"), text.index("    // </names>\n")
rows = "".join(f'    ("{name}", \'\\u{{{codes[name]:x}}}\'),\n' for name in NAMES)
table.write_text(text[:start] + "    // <names>\n" + rows + text[end:])

//! Characters of a text one after another, with the line that they stand on.

use std::rc::Rc;

/// A place in a text. No step leaves it, so no text makes it fail. A copy looks ahead and costs
/// nothing, however long the text is.
#[derive(Clone, Debug)]
pub(super) struct Scan {
    letters: Rc<[char]>,
    at: usize,
    /// Line of the next character, from 1.
    pub line: usize,
}

impl Scan {
    pub fn new(text: &str, line: usize) -> Self {
        Self { letters: text.chars().collect(), at: 0, line }
    }

    /// The next character but `ahead`.
    pub fn peek(&self, ahead: usize) -> Option<char> {
        self.letters.get(self.at + ahead).copied()
    }

    pub fn next(&mut self) -> Option<char> {
        let letter = self.peek(0)?;
        self.at += 1;
        if letter == '\n' {
            self.line += 1;
        }
        Some(letter)
    }

    pub fn sees(&self, text: &str) -> bool {
        text.chars().enumerate().all(|(ahead, letter)| self.peek(ahead) == Some(letter))
    }

    /// Goes on behind `text` if it comes next.
    pub fn take(&mut self, text: &str) -> bool {
        let seen = self.sees(text);
        if seen {
            for _ in text.chars() {
                self.next();
            }
        }
        seen
    }

    /// The characters that come next and are wanted.
    pub fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> String {
        let mut taken = String::new();
        while let Some(letter) = self.peek(0).filter(|letter| wanted(*letter)) {
            taken.push(letter);
            self.next();
        }
        taken
    }

    /// Spaces within the line.
    pub fn skip_spaces(&mut self) {
        self.take_while(|letter| letter.is_whitespace() && letter != '\n');
    }

    /// All that is left of the line.
    pub fn rest_of_line(&mut self) -> String {
        self.take_while(|letter| letter != '\n').trim().to_owned()
    }

    /// Whether a statement ends here.
    pub fn at_end(&self) -> bool {
        matches!(self.peek(0), None | Some('\n' | ';')) || self.sees("%%")
    }

    /// The text up to one of `ends`, and which; quotes hold any character and any line. None if the
    /// line ends before.
    pub fn text_until(&mut self, ends: &[&str]) -> Option<(String, usize)> {
        let mut text = String::new();
        let mut quoted = false;
        loop {
            if !quoted && let Some(which) = ends.iter().position(|end| self.sees(end)) {
                if let Some(end) = ends.get(which) {
                    self.take(end);
                }
                return Some((text, which));
            }
            match self.next()? {
                '"' => {
                    quoted = !quoted;
                    text.push('"');
                }
                '\n' if !quoted => return None,
                letter => text.push(letter),
            }
        }
    }
}

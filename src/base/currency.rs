//! The currency in which money is told and read.
//!
//! Like a language of messages it holds for whatever a thread says and reads until its [`Scope`] ends:
//! money is told in some hundred places, all of them in the currency of the one plan that is at hand.
//! Whoever has a plan at hand ([`crate::forecast::Resolved`], reading and writing of files, the session,
//! the command line) enters its currency; who starts a thread hands it on with [`handed_on`].

use std::cell::Cell;

use crate::words;

words! {
    /// A currency by its ISO 4217 code.
    Currency {
        /// The currency of the catalog's prices.
        Usd = "USD", "US dollar";
        /// Symbol €.
        Eur = "EUR", "euro";
        /// Symbol £.
        Gbp = "GBP", "pound sterling";
        /// Told by its code, as all that follow without a symbol.
        Chf = "CHF", "Swiss franc";
        /// Symbol ¥.
        Jpy = "JPY", "yen";
        /// Told by its code.
        Cny = "CNY", "renminbi";
        /// Symbol ₹.
        Inr = "INR", "Indian rupee";
        /// Told by its code.
        Aud = "AUD", "Australian dollar";
        /// Told by its code.
        Brl = "BRL", "real";
        /// Told by its code.
        Cad = "CAD", "Canadian dollar";
        /// Told by its code.
        Czk = "CZK", "Czech koruna";
        /// Told by its code.
        Dkk = "DKK", "Danish krone";
        /// Told by its code.
        Huf = "HUF", "forint";
        /// Told by its code.
        Krw = "KRW", "won";
        /// Told by its code.
        Mxn = "MXN", "Mexican peso";
        /// Told by its code.
        Nok = "NOK", "Norwegian krone";
        /// Told by its code.
        Nzd = "NZD", "New Zealand dollar";
        /// Told by its code.
        Pln = "PLN", "zloty";
        /// Told by its code.
        Sek = "SEK", "Swedish krona";
        /// Told by its code.
        Sgd = "SGD", "Singapore dollar";
        /// Told by its code.
        Try = "TRY", "Turkish lira";
        /// Told by its code.
        Zar = "ZAR", "rand";
    }
}

thread_local! {
    static CURRENT: Cell<Currency> = const { Cell::new(Currency::Usd) };
}

impl Currency {
    /// The sign that stands for it: a symbol, or its code.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Usd => "$",
            Self::Eur => "€",
            Self::Gbp => "£",
            Self::Jpy => "¥",
            Self::Inr => "₹",
            _ => self.word(),
        }
    }

    /// What stands before a number: a symbol close to it, a code apart from it.
    #[must_use]
    pub fn before(self) -> String {
        if self.sign() == self.word() {
            format!("{}\u{a0}", self.sign())
        } else {
            self.sign().to_owned()
        }
    }

    /// The currency that a text begins with, by sign or code, with what follows.
    #[must_use]
    pub fn leading(text: &str) -> Option<(Self, &str)> {
        Self::ALL.iter().find_map(|&currency| {
            let code = text.get(..3).filter(|code| code.eq_ignore_ascii_case(currency.word()));
            let rest =
                text.strip_prefix(currency.sign()).or_else(|| code.and_then(|_| text.get(3..)));
            Some((currency, rest?))
        })
    }

    /// The one that this thread tells money in.
    #[must_use]
    pub fn current() -> Self {
        CURRENT.get()
    }

    /// Tells and reads money in this currency on this thread until the scope ends.
    #[must_use = "the currency holds as long as its scope is kept"]
    pub fn scope(self) -> Scope {
        Scope { before: CURRENT.replace(self) }
    }

    /// Tells and reads money in this currency on this thread from now on.
    pub fn enter(self) {
        CURRENT.set(self);
    }
}

/// Ends with the currency that was there before.
#[derive(Debug)]
pub struct Scope {
    before: Currency,
}

impl Drop for Scope {
    fn drop(&mut self) {
        CURRENT.set(self.before);
    }
}

/// Work for another thread, in the currency of this one.
pub fn handed_on<T>(work: impl FnOnce() -> T) -> impl FnOnce() -> T {
    let currency = Currency::current();
    move || {
        let _scope = currency.scope();
        work()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_ends_with_what_was_before() {
        assert_eq!(Currency::current(), Currency::Usd);
        {
            let _euro = Currency::Eur.scope();
            {
                let _franc = Currency::Chf.scope();
                assert_eq!(Currency::current(), Currency::Chf);
            }
            assert_eq!(Currency::current(), Currency::Eur);
            let elsewhere = std::thread::spawn(handed_on(Currency::current)).join();
            assert_eq!(elsewhere.ok(), Some(Currency::Eur));
            let apart = std::thread::spawn(Currency::current).join();
            assert_eq!(apart.ok(), Some(Currency::Usd));
        }
        assert_eq!(Currency::current(), Currency::Usd);
    }

    #[test]
    fn a_text_begins_with_a_sign_or_a_code() {
        for (text, expected) in [
            ("$5", Some((Currency::Usd, "5"))),
            ("€5", Some((Currency::Eur, "5"))),
            ("eur 5", Some((Currency::Eur, " 5"))),
            ("CHF\u{a0}5", Some((Currency::Chf, "\u{a0}5"))),
            ("5 €", None),
            ("é", None),
            ("", None),
        ] {
            assert_eq!(Currency::leading(text), expected, "{text}");
        }
    }
}

package house

import "regexp"

var parameter = regexp.MustCompile(`\{[^}]+\}`)

const probesIntro = `# Probes by hand

What somebody with a browser, a tool that sends requests and time would try, and what they get. Each line is tried by ` + "`TestRequests`" + `
(internal/house) against the served demo city on both engines, every time the tests run; the table is made from the list the test works through.

Tried elsewhere: whose case is whose by every surface ([leak matrix](leak-matrix.md)); hostile files ([files](files.md)); guessed codes of the
second factor, one code twice, forged answers of a provider ([sign-in](sign-in.md)); requests made from the contract and spoilt ([fuzz](fuzz.md));
guessed tracking codes (` + "`guessed`" + ` in the same test: ten from one address or network, 1,200 from all together in ten minutes, of 2^60 there are);
floods (` + "`TestRush`" + `); scripts typed into the console ([scan](scan.md)).

Found by these probes and mended: the sign-in page, sent to ` + "`/sign-in?next=/\\elsewhere`" + ` by a foreign link, led nowhere after signing in and showed an
error, for browsers read a backslash as a slash. It now goes on only to what the browser itself takes for an address of this house.

| of | tried | answer |
|---|---|---|
`

var probes = []probe{
	{"object references", "clocks, papers, files and parties of one case asked through another, both of which one may read", "not found", (*prober).crossed},
	{"object references", "a colleague's draft and session, by their ids", "not found; they stay as they are", (*prober).othersOwn},
	{"rights", "every address of administrators and auditors, as an information officer", "refused", (*prober).adminsDoors},
	{"cross-site requests", "every write of the contract and of the residents' pages from another site's page, by Origin and by Sec-Fetch-Site, with a live session", "refused; nothing changed", (*prober).foreignPages},
	{"cross-site requests", "every address that is read, followed from another site", "no case changes, nobody is signed out, no other site may read the answer", (*prober).readingChanges},
	{"scripts", "stored: in title, facts, place, name and way to reach", "JSON as JSON, escaped on the resident's page", (*prober).storedScript},
	{"scripts", "reflected: in paths and parameters of pages and API", "escaped or refused, never an error of ours", (*prober).reflectedScript},
	{"scripts", "the page's rules: inline scripts, eval, frames, a nonce used twice", "not allowed; fresh on each page", (*prober).noncesAreFresh},
	{"redirects", "other hosts in codes, doubled slashes, backslashes, line breaks, returns from a provider", "every redirect stays here", (*prober).redirects},
	{"sessions", "a session of the attacker's choice; the session before signing in, after signing out; the token outside its cookie", "signed out", (*prober).fixation},
	{"guessing", "passwords of somebody and of nobody", "the same answers, then a wait with Retry-After; the right one does not help; others get in", (*prober).guessedPasswords},
	{"odd requests", "paths upwards, NUL, method overrides, TRACE, bodies nested 20,000 deep, numbers no machine holds, texts that are none", "refused; nothing changed", (*prober).oddRequests},
	{"odd requests", "fields that are the product's own to write (state, number, registrar, holder, version)", "refused by name", (*prober).moreThanAsked},
	{"keeping", "answers a browser or proxy would keep, pages in a frame", "no-store on all that is about cases; no frames", (*prober).kept},
}

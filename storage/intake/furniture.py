"""Recognise the lines around an article that serve the page and not the reader.

Every question is asked of one whole line, and no line longer than `LONGEST` is ever furniture, so
that no pattern can run away on a hostile line.
"""

from __future__ import annotations

import re

from storage.intake import eastern

LONGEST = 400
_LONGEST_POINTER = 200

_SHARE = re.compile(
    r"(?:share|tweet|pin|post|e-?mail|print|like|save|copy|teilen|drucken|partager|imprimer|"
    r"compartir|"
    r"condividi|stampa|compartilhar|delen|send)"
    r"(?:\s+(?:this|it|us|article|story|post|page|link|diesen artikel|den artikel|beitrag|cet "
    r"article|"
    r"este artículo|questo articolo))*"
    r"(?:\s+(?:on|to|via|with|by|auf|sur|en|su|bei|per|op|link|a friend|facebook|twitter|x|"
    r"linkedin|whatsapp|reddit|e-?mail|"
    r"telegram|pinterest|mastodon|bluesky|friends?|pocket|clipboard))*[:!.]?"
    r"|(?:facebook|twitter|linkedin|whatsapp|reddit|telegram|pinterest|pocket|mastodon|bluesky|"
    r"e-?mail|print)(?:\s*[,|•·/]?\s*(?:facebook|twitter|linkedin|whatsapp|reddit|telegram|"
    r"pinterest|"
    r"pocket|mastodon|bluesky|e-?mail|print|x|copy link))*"
    r"|\d+\s+(?:shares?|comments?|likes?|kommentare?|commentaires?|comentarios?)"
    r"|copy link|share:|auf facebook teilen|auf twitter teilen",
    re.I,
)
_AD = re.compile(
    r"\W*(?:advertisement|advert|ad|anzeige|werbung|publicité|publicidad|pubblicità|publicidade|"
    r"advertentie|sponsored(?: content)?|(?:story|article) continues (?:below|after)(?: (?:the |"
    r"this )?"
    r"(?:advertisement|ad))?|continue reading(?: below| the main story)?|scroll to continue"
    r"(?: reading)?|skip advertisement|promoted|weiterlesen nach der anzeige)\W*",
    re.I,
)
_CREDIT = re.compile(
    r"\W*(?:(?:photo|image|picture|illustration|photograph|foto|bild|titelbild|crédit photo|"
    r"fotografía|foto di|imagen)s?(?:\s+(?:credit|courtesy|source|by|nachweis|von))?\s*[:©]|"
    r"(?:photo|image|picture|illustration|photograph|foto) (?:credit|courtesy|by|von)\b)"
    r"[^.!?]{1,80}\W*",
    re.I,
)
_READING = re.compile(
    r"\W*(?:(?:reading time|lesezeit|temps de lecture|tiempo de lectura|estimated reading time|"
    r"tempo di lettura)\W*)?(?:about |ca\. )?\d+\s*[- ]?min(?:ute[ns]?|utos|uti)?\.?(?:\s+(?:read|"
    r"reading time|lesezeit|de lecture|de lectura|to read))?\W*",
    re.I,
)
_CLOSE = re.compile(
    r"(?:[x×✕✖✗⨯]\s*)+(?:(?:close|schließen|fermer|cerrar|dismiss|thank you|thanks|danke|vielen "
    r"dank|merci|"
    r"gracias|grazie|obrigad|subscribe|sign up|we use|join|get|don.t miss)\b.{0,200})?"
    r"|(?:close|schließen|fermer|cerrar|dismiss)(?: (?:this|window|menu|dialog|popup))*\s*[x×✕✖]?"
    r"|thank(?:s| you) (?:very much )?for (?:your interest in|visiting|subscribing|signing up)\b"
    r"[^.]{0,80}!",
    re.I,
)
_NEWSLETTER = re.compile(
    r"\W*(?:please |click here to |want to |you can )?(?:subscribe|sign up|signup|join|get|receive|"
    r"abonnieren?(?: sie)?|abonnez|suscríbete|iscriviti|inscreva|"
    r"register)\b.{0,80}\b(?:newsletters?|"
    r"mailing list|inbox|e-?mails?|updates|alerts?|digest|feed|rss|channel)\b.{0,80}"
    r"|.{0,60}\bnewsletter\b.{0,60}\b(?:abonnieren|erhalten|anmelden|bestellen)\b.{0,40}"
    r"|(?:subscribe|sign up|newsletter|subscribe now|log in|sign in|abonnieren|register)\W*"
    r"|(?:enter )?your e-?mail(?: address)?\W*"
    r"|(?:follow|like|find|folgen sie|suivez) (?:us|uns|nous) (?:on|at|auf|sur|@)\b.{0,80}",
    re.I,
)
_COOKIE = re.compile(
    r".{0,160}\b(?:cookies?|gdpr|dsgvo)\b.{0,200}"
    r"|(?:accept|reject|decline|allow|manage|alle akzeptieren|akzeptieren|ablehnen|accepter)"
    r"(?: all| cookies| preferences| settings)*\W*",
    re.I,
)
_COOKIE_VERB = re.compile(
    r"\b(?:we use|wir (?:ver|be)nutzen|wir verwenden|nous utilisons|this (?:web)?site|our "
    r"(?:web)?site|"
    r"(?:diese|unsere) (?:web)?(?:seite|site)|ce site|este sitio|questo sito|browser|accept|"
    r"akzeptier|"
    r"policy|settings|preferences|consent|by continuing|analytics)",
    re.I,
)
_COPYRIGHT = re.compile(
    r"(?:.{0,80}(?:©|\(c\)\s*\d{4}|copyright\s+(?:©\s*)?\d{4}).{0,200})"
    r"|.{0,80}\b(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los "
    r"derechos "
    r"reservados|tutti i diritti riservati|todos os direitos reservados|alle rechten "
    r"voorbehouden)\b"
    r".{0,80}",
    re.I,
)
_LINKS = re.compile(
    r"(?:privacy(?: policy)?|terms(?: of (?:use|service))?|terms (?:and|&) conditions|imprint|"
    r"impressum|datenschutz"
    r"(?:erklärung)?|kontakt|contact(?: us)?|about(?: us)?|sitemap|careers|advertise|help|legal|"
    r"back to top|top|nach oben|agb|accessibility|mentions légales|home|menu|menü|search|suche|"
    r"skip to (?:main )?content|zum inhalt springen|next|previous|older posts?|newer posts?|load "
    r"more|"
    r"powered by .{1,60}|permalink|reply|leave a (?:reply|comment)|post a comment|comments?(?: off|"
    r" are closed)?|no comments(?: yet)?|kommentare?|schreibe einen kommentar|(?:add|view) (?:a "
    r")?comments?)"
    r"(?:\s*[|•·/–—,]\s*(?:privacy(?: policy)?|terms(?: of (?:use|service))?|imprint|impressum|"
    r"datenschutz(?:erklärung)?|"
    r"kontakt|contact(?: us)?|about(?: us)?|sitemap|cookies?(?: policy)?|careers|advertise|help|"
    r"legal|home))*\W*",
    re.I,
)
_FORM = re.compile(
    r".{0,60}\b(?:e-?mail address will not be published|e-mail-adresse wird nicht veröffentlicht|"
    r"required fields are marked|erforderliche felder sind|uses akismet|verwendet akismet|"
    r"notify me of (?:new|follow-?up)|benachrichtige mich|save my name, e-?mail)\b.{0,160}"
    r"|(?:schreibe eine antwort|antworten|beitrags-?navigation|post navigation|vorheriger beitrag|"
    r"nächster beitrag|previous post|next post|zum inhalt springen|direkt zum inhalt|navigation|"
    r"hauptmenü|anmelden|registrieren|archive?s?|blogroll|log ?in|sign up|register|website|"
    r"e-mail-adresse|suche nach|search for):?|.{0,12}springe zum inhalt|.{0,12}skip to content",
    re.I,
)
_FEED = re.compile(r"the post .{1,200} (?:appeared first|first appeared) on .{1,80}", re.I)
_POINTER = re.compile(
    r"(?:lesen sie (?:auch|mehr|hierzu|dazu)|lies auch|mehr zum thema|read (?:also|more)|also read|"
    r"lire aussi|à lire aussi|lea también|leer también|leggi anche|leia (?:também|mais)|lees ook)"
    r"\s*:\s+\S.{0,160}(?<![.;])",
    re.I,
)
"""A line within the text that leads to another article."""
_MAIL = re.compile(
    r"(?:(?:can.t|cannot) (?:see|read|view) this e-?mail\?\s*)?(?:view|read|open) "
    r"(?:(?:this|it|the)\s)?(?:e-?mail |message |newsletter |issue )?(?:in|on) (?:your |the |a )?"
    r"(?:web ?)?(?:browser|web)|view (?:online|web version)|"
    r"im browser (?:öffnen|ansehen|anzeigen|lesen)|"
    r"voir (?:ce message|cet e-?mail) en ligne|ver en el navegador|"
    r"you(?:.re| are) (?:receiving|getting) this (?:e-?mail|message|newsletter)\b.{0,200}|"
    r"(?:this e-?mail|it) was sent to\b.{0,120}|sie erhalten diese (?:e-?mail|nachricht)\b.{0,200}|"
    r"(?:(?:to )?unsubscribe|abmelden|abbestellen|se désabonner|darse de baja|"
    r"(?:update|manage|change) (?:your )?(?:e-?mail )?preferences|"
    r"forward (?:this )?(?:e-?mail )?to a friend|view in browser)"
    r"(?:\s*(?:[|•·/,–—]|\bor\b)\s*.{1,100})?\W*",
    re.I,
)
"""What stands above and below a letter to many."""
_TOOLS = re.compile(
    r"(?:(?:jump|skip|scroll) to (?:the )?(?:recipe|video|content|primary \w+|main \w+|footer|"
    r"comments)|print recipe|pin recipe|cite (?:this|the) (?:article|paper|page)|how to cite|"
    r"download (?:the )?(?:pdf|citation|article)|(?:full text |view )?pdf|open access|"
    r"get (?:rights and content|access)|export citation|article metrics|"
    r"listen to (?:this )?article|"
    r"this (?:post|page|article|site) (?:may )?contains? affiliate links.{0,80}|merken|"
    r"zur startseite|diskutieren sie mit|upvote|downvote|go to comments|award)"
    r"(?:\s*[|•·/]?\s*(?:jump to recipe|print recipe|pin recipe|pdf|html|\d+ kommentare?))*\W*",
    re.I,
)
"""What the buttons of a page say."""
_TAGS = re.compile(
    r"(?:(?:tags?|categor(?:y|ies)|topics?|keywords|schlagw(?:orte|örter)|kategorien?|étiquettes|"
    r"etiquetas|mots-clés)\s*:|(?:tagged(?: (?:with|as|under|in))|filed under|posted in|"
    r"abgelegt unter)\s*:?)\s+\S.{0,200}",
    re.I,
)
_RELATED = re.compile(
    r"(?:related(?: (?:articles?|posts?|stories|content|links|reading|topics|news))?|read "
    r"(?:more|next|also)|"
    r"you (?:may|might) also (?:like|enjoy|be interested in)|more (?:from|in|on|stories|news|"
    r"articles)\b.{0,60}|"
    r"recommended(?: (?:for you|reading|articles))?|most (?:read|popular|viewed)|trending(?: now)?|"
    r"latest (?:news|posts|articles|stories)|recent (?:posts|articles|comments)|up next|further "
    r"reading|see also|"
    r"ähnliche (?:beiträge|artikel)|mehr zum thema|das könnte (?:sie|dich) auch interessieren|"
    r"weitere (?:artikel|beiträge)|neueste beiträge|auch interessant|lire aussi|à lire aussi|"
    r"articles (?:similaires|liés)|artículos relacionados|leggi anche|artigos relacionados|"
    r"lees ook|verwante artikelen)\s*:?",
    re.I,
)


def furniture(text: str) -> str | None:
    """Say what kind of furniture a line of an article's head or tail is, or None."""
    if len(text) > LONGEST:
        return None
    if kind := interruption(text):
        return kind
    if eastern.is_eastern(text):
        return eastern.furniture(text)
    if _READING.fullmatch(text):
        return "meta"
    if _CLOSE.fullmatch(text) or _TOOLS.fullmatch(text):
        return "widget"
    if _MAIL.fullmatch(text):
        return "newsletter"
    if _FORM.fullmatch(text):
        return "form"
    if _FEED.fullmatch(text) or _COPYRIGHT.fullmatch(text) or _LINKS.fullmatch(text):
        return "footer"
    if _NEWSLETTER.fullmatch(text) and len(text.split()) <= 18:
        return "newsletter"
    if _COOKIE.fullmatch(text) and _COOKIE_VERB.search(text) and len(text.split()) <= 45:
        return "cookie"
    return None


def interruption(text: str) -> str | None:
    """Say what kind of exact share, advertisement or credit line this is, or None."""
    if len(text) > _LONGEST_POINTER:
        return None
    if _POINTER.fullmatch(text):
        return "related"
    if len(text) > 120:
        return None
    if _SHARE.fullmatch(text):
        return "share"
    if _AD.fullmatch(text):
        return "ad"
    if _CREDIT.fullmatch(text) and len(text.split()) <= 12:
        return "credit"
    return None


def is_tags(text: str) -> bool:
    """Tell whether a line lists tags or categories."""
    return len(text) <= 240 and bool(_TAGS.fullmatch(text))


def is_related(text: str) -> bool:
    """Tell whether a line is the heading of a list of other articles."""
    return len(text) <= 100 and bool(_RELATED.fullmatch(text) or eastern.is_related(text))

"""Chinese and Japanese lines around an article, which have no spaces to tell words by."""

from __future__ import annotations

import re

from storage.intake.dates import find_date
from storage.intake.facts import Facts
from storage.models import Source

_SIGNS = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_LABEL = re.compile(
    r"(?P<key>来源|來源|出处|出典|作者|记者|記者|文/|文|撰文|著者|筆者|編集|编辑|編輯|责任编辑|責任編輯|校对|"
    r"时间|時間|日期|发布时间|發布時間|公開日|更新日|阅读|浏览|閲覧数?|评论)\s*[:：/]\s*"
)
_AUTHORS = ("作者", "记者", "記者", "文", "文/", "撰文", "著者", "筆者")
_SITES = ("来源", "來源", "出处", "出典")
_UPDATED = re.compile("更新")
_GAPS = re.compile(r"[\s|｜·•/]+")
_KINDS = (
    (
        "share",
        r"(?:一键)?分享(?:到|至|给|給)?\s*[:：]?.{0,40}|(?:微信|微博|朋友圈|扫一扫|QQ空间|シェア(?:する)?|"
        r"ツイート|共有).{0,30}|(?:打印|收藏|举报|点赞|印刷|保存)(?:\s*(?:打印|收藏|举报|点赞|印刷|保存))*",
    ),
    (
        "meta",
        r"(?:字号|字體|字体|文字サイズ)\s*[:：]?.{0,20}|(?:阅读|浏览|閲覧)(?:量|数|次数)?\s*[:：]?\s*\d+",
    ),
    (
        "credit",
        r"[（(【\[]?\s*(?:责任编辑|責任編輯|编辑|編輯|責編|责编|校对|審核|审核|編集)\s*[:：].{1,30}",
    ),
    (
        "footer",
        r"(?:版权声明|版權聲明|免责声明|免責聲明|著作権).{0,200}|.{0,80}(?:未经|未經).{0,20}(?:转载|轉載).{0,60}",
    ),
    ("footer", r".{0,40}(?:無断転載|禁無断|版权所有|版權所有).{0,60}"),
    (
        "newsletter",
        r".{0,30}(?:关注|關注)(?:我们|我們|公众号|公眾號).{0,40}|(?:登录|登錄|注册|ログイン|会員登録)",
    ),
)
_FURNITURE = tuple((kind, re.compile(form)) for kind, form in _KINDS)
_RELATED = re.compile(
    r"(?:相关(?:阅读|新闻|文章|推荐|链接)|相關(?:閱讀|新聞|文章)|延伸(?:阅读|閱讀)|推荐(?:阅读|文章)|推薦閱讀|"
    r"热门(?:文章|推荐)|猜你喜欢|更多(?:新闻|文章)|関連(?:記事|リンク|ニュース)|あわせて読みたい|おすすめ記事)\s*[:：]?"
)
_ORIGIN = re.compile(
    r"[（(]?\s*(?:本文|此文|该文|本稿|この記事は)?\s*(?:最初|首先)?(?:原载|原載|首发|首發|刊载|刊載|原刊|转载自|轉載自|初出)"
    r"\s*(?:于|於|[:：])?\s*(?P<rest>.{1,60}?)\s*[)）]?[。.]?"
)
_NAMED = re.compile(r"[《「『“](?P<name>[^》」』”]{1,30})[》」』”]")
_LONGEST = 120


def is_eastern(text: str) -> bool:
    """Tell whether any of this module's questions makes sense of a line."""
    return len(text) <= _LONGEST and bool(_SIGNS.search(text))


def furniture(text: str) -> str | None:
    """Say what kind of furniture a line is, or None."""
    return next((kind for kind, form in _FURNITURE if form.fullmatch(text)), None)


def is_related(text: str) -> bool:
    """Tell whether a line is the heading of a list of other articles."""
    return bool(_RELATED.fullmatch(text))


def provenance(text: str) -> Source | None:
    """Read the line that says where a text first appeared, and when."""
    if not (hit := _ORIGIN.fullmatch(text)):
        return None
    rest, published = hit["rest"], None
    if found := find_date(rest):
        start, end, published = found
        rest = rest[:start] + rest[end:]
    named = _NAMED.search(rest)
    publication = (named["name"] if named else rest).strip(" ，,。、的")
    return Source(publication, published) if publication else None


def read_imprint(text: str, facts: Facts) -> bool:
    """Read a line of date, source and author, each behind its label but the date."""
    found = find_date(text)
    labels = list(_LABEL.finditer(text))
    if not labels or (labels[0].start() and not found):
        return False
    ends = [*(label.start() for label in labels[1:]), len(text)]
    values = {
        label["key"]: text[label.end() : end].strip(" |｜·•()（）")
        for label, end in zip(labels, ends, strict=True)
    }
    if any(len(value) > 30 for value in values.values()) or _rest(text[: labels[0].start()]):
        return False
    for key, value in values.items():
        if key in _AUTHORS and value:
            facts.byline = facts.byline or _GAPS.split(value)[0]
        elif key in _SITES and value:
            facts.site = facts.site or _GAPS.split(value)[0]
    if found and not _UPDATED.search(text):
        facts.published = facts.published or found[2]
    return True


def _rest(above: str) -> str:
    """Give what stands before the first label and is no date and no time."""
    if found := find_date(above):
        above = above[: found[0]] + above[found[1] :]
    return re.sub(r"[\s\d:：|｜·•時时分秒点()（）-]", "", above)

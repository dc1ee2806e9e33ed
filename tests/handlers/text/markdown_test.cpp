// Markdown as HTML, and values that mean nothing in it.
#include "handlers/text/markdown.h"

#include <stdexcept>

#include <gtest/gtest.h>

namespace accolade {
namespace {

TEST(Markdown, BecomesHtml) {
  EXPECT_EQ(html_from_markdown("# Dear *Ana*\n\nYour nomination is in.\n", Trust::Ours),
            "<h1>Dear <em>Ana</em></h1>\n<p>Your nomination is in.</p>\n");
}

TEST(Markdown, TablesAreUnderstood) {
  const std::string html = html_from_markdown("| a | b |\n|---|---|\n| 1 | 2 |\n", Trust::Ours);

  EXPECT_NE(html.find("<table>"), std::string::npos) << html;
  EXPECT_NE(html.find("<td>2</td>"), std::string::npos) << html;
}

TEST(Markdown, BareAddressesBecomeLinks) {
  EXPECT_EQ(html_from_markdown("See https://example.org/a?b=1&c=2\n", Trust::Ours),
            "<p>See <a href=\"https://example.org/a?b=1&amp;c=2\">"
            "https://example.org/a?b=1&amp;c=2</a></p>\n");
}

TEST(Markdown, RawHtmlIsLeftOutWhoeverWroteIt) {
  for (const Trust trust : {Trust::Ours, Trust::Persons})
    EXPECT_EQ(html_from_markdown("a <script>alert(1)</script> b\n\n<img src=x onerror=y>\n", trust),
              "<p>a <!-- raw HTML omitted -->alert(1)<!-- raw HTML omitted --> b</p>\n"
              "<!-- raw HTML omitted -->\n");
}

TEST(Markdown, ScriptLinksLoseTheirTarget) {
  EXPECT_EQ(html_from_markdown("[click](javascript:alert(1))\n", Trust::Ours),
            "<p><a href=\"\">click</a></p>\n");
  EXPECT_EQ(html_from_markdown("![p](data:text/html,x)\n", Trust::Persons),
            "<p><a rel=\"nofollow ugc noopener\" href=\"\">p</a></p>\n");
}

TEST(Markdown, LinksOfPersonsAreNotEndorsed) {
  EXPECT_EQ(
      html_from_markdown("[a](https://a.org) `<a href=` [b](https://b.org)\n", Trust::Persons),
      "<p><a rel=\"nofollow ugc noopener\" href=\"https://a.org\">a</a> "
      "<code>&lt;a href=</code> "
      "<a rel=\"nofollow ugc noopener\" href=\"https://b.org\">b</a></p>\n");
}

TEST(Markdown, PicturesOfPersonsAreLinksSoThatNobodyIsTracked) {
  EXPECT_EQ(html_from_markdown("![our *site*](https://spy.example/p.png)\n", Trust::Persons),
            "<p><a rel=\"nofollow ugc noopener\" href=\"https://spy.example/p.png\">"
            "our <em>site</em></a></p>\n");
}

TEST(Markdown, HeadingsOfPersonsStandBelowThoseOfThePage) {
  EXPECT_EQ(html_from_markdown("# a\n## b\n##### c\n", Trust::Persons),
            "<h3>a</h3>\n<h4>b</h4>\n<h6>c</h6>\n");
  EXPECT_EQ(html_from_markdown("# a\n", Trust::Ours), "<h1>a</h1>\n");
}

TEST(Markdown, QuotesCannotLeaveAnAttribute) {
  EXPECT_EQ(html_from_markdown("[a](<x\" onclick=\"y>)\n", Trust::Persons),
            "<p><a rel=\"nofollow ugc noopener\" href=\"x%22%20onclick=%22y\">a</a></p>\n");
}

TEST(Markdown, BadUtf8BecomesTheReplacementCharacter) {
  EXPECT_EQ(html_from_markdown("a\xff", Trust::Persons), "<p>a\xEF\xBF\xBD</p>\n");
}

TEST(Markdown, OfMoreThanOneMebibyteIsADefect) {
  EXPECT_THROW((void)html_from_markdown(std::string(markdown_bytes_max + 1, 'a'), Trust::Ours),
               std::length_error);
}

TEST(Markdown, DeepNestingEnds) {
  EXPECT_FALSE(html_from_markdown(std::string(50'000, '['), Trust::Persons).empty());
}

std::string shown(std::string_view value) {
  return html_from_markdown("Dear " + markdown_escaped(value) + ",\n", Trust::Ours);
}

TEST(EscapedMarkdown, ShowsAValueAsItWasTyped) {
  EXPECT_EQ(
      shown("*A* [b](https://c.org) <d> `e` www.evil.org &amp; \\ # f | g_h_"),
      "<p>Dear *A* [b](https://c.org) &lt;d&gt; `e` www.evil.org &amp;amp; \\ # f | g_h_,</p>\n");
}

TEST(EscapedMarkdown, KeepsAValueInItsParagraph) {
  EXPECT_EQ(shown("\n    one\r\n\r\n# two\n---\n1. three\n"),
            "<p>Dear one<br />\n<br />\n# two<br />\n---<br />\n1. three,</p>\n");
}

TEST(EscapedMarkdown, KeepsAnAddressALinkAndATarget) {
  const std::string address = markdown_escaped("https://example.org/task?t=a_b_c&x=1");

  EXPECT_EQ(html_from_markdown("[Open](" + address + ")\n", Trust::Ours),
            "<p><a href=\"https://example.org/task?t=a_b_c&amp;x=1\">Open</a></p>\n");
  EXPECT_EQ(html_from_markdown(address + "\n", Trust::Ours),
            "<p><a href=\"https://example.org/task?t=a_b_c&amp;x=1\">"
            "https://example.org/task?t=a_b_c&amp;x=1</a></p>\n");
}

}  // namespace
}  // namespace accolade

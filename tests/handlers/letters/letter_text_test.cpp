// Letters: what a value may do to them, and what it may not.
#include "handlers/letters/letter_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/handlers/pages/pages_fixture.h"

namespace accolade::test {
namespace {

using testing::HasSubstr;
using testing::Not;

LetterText letter(const std::string& text, const Fields& fields) {
  Package package = *award_package();
  package.letters["receipt"] = text;
  NewLetter what;
  what.workflow = "nomination";
  what.letter = "receipt";
  what.fields = fields;
  LetterSource source{.package = package, .what = what};
  source.recipient = {PersonId{5}, "Ana Rossi", "ana@example.org"};
  source.link = "https://awards.example.org/task/abc_def";
  source.around.reference = "BPR_2026_07";
  source.around.parent = {{"title", "Best Practice 2026"}, {"closes_at", noon()}};
  return letter_text(source);
}

TEST(Letters, SubjectTextAndHtmlOfOneTemplate) {
  EXPECT_EQ(
      letter("Subject: We have {{title}}\n\nDear {{person.name}},\n\nthank you for "
             "**{{title}}** from {{country}}.\n",
             {{"title", "Genes"}, {"country", "DE"}}),
      (LetterText{"We have Genes", "\nDear Ana Rossi,\n\nthank you for **Genes** from Germany.\n",
                  "<p>Dear Ana Rossi,</p>\n<p>thank you for <strong>Genes</strong> from "
                  "Germany.</p>\n"}));
}

TEST(Letters, AValueIsNeverMarkup) {
  const LetterText text =
      letter("Subject: x\n\n{{title}}\n\n{{summary}}\n",
             {{"title", "*stars* [link](https://evil.example) <script>x</script>"},
              {"summary", "# heading\n- item\n\nSubject: other"}});
  EXPECT_THAT(text.html, HasSubstr("*stars* [link]("));
  EXPECT_THAT(text.html, HasSubstr("&lt;script&gt;"));
  EXPECT_THAT(text.html, Not(HasSubstr("<h1>")));
  EXPECT_THAT(text.html, Not(HasSubstr("<li>")));
  EXPECT_THAT(text.html, Not(HasSubstr("<em>")));
  EXPECT_THAT(text.html, Not(HasSubstr("<a href=\"https://evil.example\">link</a>")));
  EXPECT_THAT(text.markdown, HasSubstr("*stars* [link](https://evil.example)"));
}

TEST(Letters, ALineBreakInAValueStaysOutOfTheSubject) {
  EXPECT_EQ(
      letter("Subject: About {{title}}\n\nHello\n", {{"title", "Genes\r\nBcc: all@example.org"}})
          .subject,
      "About Genes Bcc: all@example.org");
}

TEST(Letters, TheLinkStaysALinkAndTheParentIsSaidInWords) {
  const LetterText text = letter(
      "Subject: x\n\n{{parent.title}} closes on {{parent.closes_at}}. [Open it]({{link}})\n", {});
  EXPECT_EQ(text.html,
            "<p>Best Practice 2026 closes on Monday 2 March 2026 at 12:00 (Brussels time). "
            "<a href=\"https://awards.example.org/task/abc_def\">Open it</a></p>\n");
}

TEST(Letters, WhatWasLeftOutSaysNothing) {
  EXPECT_EQ(letter("Subject: x\n\n[{{summary}}]{{#summary}} more{{/summary}}\n", {}).markdown,
            "\n[]\n");
}

TEST(Letters, TheFrameOfTheMailHoldsTheLetter) {
  const std::string html =
      framed_letter(templates(), {"A <subject>", "", "<p>Body</p>"}, "https://awards.example.org");
  EXPECT_THAT(html, HasSubstr("<title>A &lt;subject&gt;</title>"));
  EXPECT_THAT(html, HasSubstr("<p>Body</p>"));
  EXPECT_THAT(html, HasSubstr("href=\"https://awards.example.org\""));
}

}  // namespace
}  // namespace accolade::test

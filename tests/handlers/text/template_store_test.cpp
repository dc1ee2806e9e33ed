// Pages and letters from templates, and what refuses to start.
#include "handlers/text/template_store.h"

#include <thread>

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace accolade {
namespace {

boost::json::object view(std::string_view text) {
  return boost::json::parse(text).as_object();
}

std::string page(const std::string& text, std::string_view values) {
  return TemplateStore({{"pages/p", text}}, Missing::Throws).render("pages/p", view(values));
}

// What the store says when it refuses to start with these files.
std::string fault_of(const TemplateTexts& texts) {
  try {
    const TemplateStore store(texts, Missing::Throws);
    return "started";
  } catch (const std::runtime_error& fault) {
    return fault.what();
  }
}

std::string fault_of(const std::string& text) {
  return fault_of(TemplateTexts{{"pages/p", text}});
}

TEST(Templates, ValuesAreEscapedForTextAndAttributes) {
  EXPECT_EQ(page("<a title=\"{{x}}\">{{x}}</a>", R"({"x": "<b> & \"c\" 'd'"})"),
            "<a title=\"&lt;b&gt; &amp; &quot;c&quot; &apos;d&apos;\">"
            "&lt;b&gt; &amp; &quot;c&quot; &apos;d&apos;</a>");
}

TEST(Templates, SectionsShowListsObjectsAndTruths) {
  EXPECT_EQ(page("{{#people}}{{name}} of {{call.title}}; {{/people}}{{^none}}nobody{{/none}}"
                 "{{#call}}{{title}}{{/call}}{{#open}} open{{/open}}{{#shut}} shut{{/shut}}",
                 R"({"people": [{"name": "Ana"}, {"name": "Bo"}], "none": [],
                     "call": {"title": "T"}, "open": true})"),
            "Ana of T; Bo of T; nobodyT open");
}

TEST(Templates, EmptyTextIsFalseAndZeroIsTrue) {
  EXPECT_EQ(page("{{#e}}x{{/e}}{{^e}}no{{/e}} {{#z}}{{z}}{{/z}} {{n}}{{f}}",
                 R"({"e": "", "z": 0, "n": null, "f": 2.5})"),
            "no 0 2.5");
}

TEST(Templates, ItemsThatAreTextsArePrintedByADot) {
  EXPECT_EQ(page("{{#tags}}[{{.}}]{{/tags}}", R"({"tags": ["a", "<b>"]})"), "[a][&lt;b&gt;]");
}

TEST(Templates, PartialsStandWhereTheyAreNamedAndSeeTheView) {
  const TemplateStore store({{"pages/p", "{{> head}}\n{{#rows}}{{> row}}{{/rows}}."},
                             {"partials/head", "<h1>{{title}}</h1>"},
                             {"partials/row", "{{> cell}},"},
                             {"partials/cell", "{{c}}"}},
                            Missing::Throws);

  EXPECT_EQ(store.render("pages/p", view(R"({"title": "T", "rows": [{"c": 1}, {"c": 2}]})")),
            "<h1>T</h1>\n1,2,.");
}

TEST(Templates, ExplainedHtmlIsNotEscaped) {
  EXPECT_EQ(page("{{! safe: from cmark }}{{{x}}}", R"({"x": "<b>"})"), "<b>");
  EXPECT_EQ(page("{{! safe: from cmark }}\n{{&x}}", R"({"x": "<b>"})"), "\n<b>");
}

TEST(Templates, UnexplainedHtmlRefusesToStart) {
  EXPECT_EQ(fault_of("a\n\n{{#s}}{{{x}}}{{/s}}"),
            "pages/p.mustache:3: {{{x}}} is not escaped and needs {{! safe: why }} on this line or "
            "the one before");
  EXPECT_EQ(fault_of("{{! safe: far away }}\n\n{{&x}}"),
            "pages/p.mustache:3: {{{x}}} is not escaped and needs {{! safe: why }} on this line or "
            "the one before");
}

TEST(Templates, BrokenTagsRefuseToStartWithFileAndLine) {
  EXPECT_EQ(fault_of("a\n{{#open}}\nb"), "pages/p.mustache:2: {{#open}} is never closed");
  EXPECT_EQ(fault_of("a\n{{/open}}"), "pages/p.mustache:2: {{/open}} closes nothing");
  EXPECT_EQ(fault_of("{{#a}}\n{{^b}}\n{{/a}}"),
            "pages/p.mustache:3: {{/a}} closes {{#b}} of line 2");
  EXPECT_EQ(fault_of("{{! two\nlines }}{{name"), "pages/p.mustache:2: a tag is never closed by }}");
  EXPECT_EQ(fault_of("{{"), "pages/p.mustache:1: a tag is never closed by }}");
  EXPECT_EQ(fault_of("{{{x}}"), "pages/p.mustache:1: a tag is never closed by }}}");
  EXPECT_EQ(fault_of("{{ }}"), "pages/p.mustache:1: \"\" is not a name");
  EXPECT_EQ(fault_of("{{a b}}"), "pages/p.mustache:1: \"a b\" is not a name");
  EXPECT_EQ(fault_of("{{=<% %>=}}"), "pages/p.mustache:1: delimiters are not changed here");
}

TEST(Templates, EveryFaultOfEveryFileIsTold) {
  EXPECT_EQ(
      fault_of({{"pages/a", "{{#x}}"}, {"pages/b", "\n{{> foot}}"}, {"partials/c", "{{/y}}"}}),
      "pages/a.mustache:1: {{#x}} is never closed\n"
      "pages/b.mustache:2: there is no partials/foot.mustache\n"
      "partials/c.mustache:1: {{/y}} closes nothing");
}

TEST(Templates, APartialWithinItselfRefusesToStart) {
  EXPECT_EQ(fault_of({{"partials/a", "{{> b}}"}, {"partials/b", "\n{{#x}}{{> a}}{{/x}}"}}),
            "partials/a.mustache:1: partials/b.mustache includes itself\n"
            "partials/b.mustache:2: partials/a.mustache includes itself");
}

TEST(Templates, AMissingVariableThrowsWithFileAndLineWhenStrict) {
  const TemplateStore store(
      {{"pages/p", "{{#rows}}\n{{> row}}{{/rows}}"}, {"partials/row", "\n{{name}} {{call.title}}"}},
      Missing::Throws);
  try {
    (void)store.render("pages/p", view(R"({"rows": [{"name": {}}], "call": {}})"));
    FAIL() << "rendered";
  } catch (const MissingVariable& fault) {
    EXPECT_STREQ(fault.what(),
                 "partials/row.mustache:2: the view has no text in {{name}}\n"
                 "partials/row.mustache:2: the view has no {{call.title}}");
  }
}

TEST(Templates, AVariableInASectionThatIsNotShownIsNotMissed) {
  EXPECT_EQ(page("{{#rows}}{{name}}{{/rows}}{{#absent}}{{x}}{{/absent}}ok", R"({"rows": []})"),
            "ok");
}

TEST(Templates, AMissingVariablePrintsNothingInProduction) {
  const TemplateStore store({{"pages/p", "[{{name}}]"}}, Missing::IsLogged);

  EXPECT_EQ(store.render("pages/p", view("{}")), "[]");
}

TEST(Templates, AnUnknownPageIsADefect) {
  const TemplateStore store({}, Missing::Throws);

  EXPECT_THROW((void)store.render("pages/none", {}), std::out_of_range);
}

TEST(Templates, ManyThreadsRenderOnePageAtOnce) {
  const TemplateStore store({{"pages/p", "{{#l}}{{.}}{{> d}}{{/l}}"}, {"partials/d", "-{{x}} "}},
                            Missing::Throws);
  std::vector<std::string> pages(4);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < pages.size(); ++i)
    threads.emplace_back([&, i] {
      for (int n = 0; n < 200; ++n)
        pages[i] = store.render("pages/p", {{"l", {"a", "b"}}, {"x", std::to_string(i)}});
    });
  for (auto& thread : threads)
    thread.join();

  EXPECT_EQ(pages, (std::vector<std::string>{"a-0 b-0 ", "a-1 b-1 ", "a-2 b-2 ", "a-3 b-3 "}));
}

TEST(Templates, AreReadFromAFolderAndItsSubfolders) {
  const TemporaryFolder folder;
  folder.write("pages/admin/people.mustache", "{{x}}\n");
  folder.write("notes.txt", "not a template");

  EXPECT_EQ(read_templates(folder.path()), (TemplateTexts{{"pages/admin/people", "{{x}}\n"}}));
  EXPECT_THROW((void)read_templates(folder.path() / "none"), std::runtime_error);
}

TEST(Letter, TextPartShowsValuesAsTheyAre) {
  EXPECT_EQ(render_text("Subject: {{title}}\n\n{{#rows}}\n- {{.}}\n{{/rows}}\nEnd\n",
                        view(R"({"title": "A & *B*", "rows": ["<1>", "2"]})"), Escape::Nothing,
                        Missing::Throws),
            "Subject: A & *B*\n\n- <1>\n- 2\nEnd\n");
}

TEST(Letter, MarkdownOfValuesHasNoEffectInTheHtmlPart) {
  EXPECT_EQ(render_text("Dear **{{name}}**", view(R"({"name": "*A*"})"), Escape::Markdown,
                        Missing::Throws),
            "Dear **\\*A\\***");
}

TEST(Letter, AMissingVariableThrowsOrPrintsNothing) {
  EXPECT_THROW((void)render_text("{{name}}", {}, Escape::Nothing, Missing::Throws),
               MissingVariable);
  EXPECT_EQ(render_text("[{{name}}]", {}, Escape::Nothing, Missing::IsLogged), "[]");
}

TEST(Letter, NamesItsVariables) {
  const auto names =
      variables_of("{{b}} {{a.c}} {{! note }}{{#list}}{{name}} {{.}}{{/list}} {{b}}");

  ASSERT_TRUE(names) << names.refusal().sentence;
  EXPECT_EQ(*names, (std::vector<std::string>{"a.c", "b", "list"}));
}

TEST(Letter, BrokenOrWithPartialsIsRefusedWithItsLine) {
  EXPECT_EQ(variables_of("a\n{{#b}}").refusal(),
            (Refusal{Why::Invalid, "2: {{#b}} is never closed"}));
  EXPECT_EQ(variables_of("a\n{{> b}}").refusal(),
            (Refusal{Why::Invalid, "2: a letter has no partials, so {{> b}} cannot be filled in"}));
}

}  // namespace
}  // namespace accolade

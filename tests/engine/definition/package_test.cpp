// Folders: what workflows and letters say of each other.

#include <gtest/gtest.h>

#include "tests/engine/definition/loading.h"
#include "tests/support/shipped_files.h"
#include "tests/support/zones.h"

namespace accolade {
namespace {

using Files = std::map<std::string, std::string>;
using Names = std::set<std::string>;

const std::string call_yaml = R"(workflow: call
people: {chair: above}
fields: {closes_at: {type: instant}, rubric: {type: rubric}}
states:
  open:
    open_ended: true
    form: {chair: [closes_at, rubric]}
    on:
      enter: {by: anyone, start: entry}
      end: {by: chair, if: "count(entry in sent) > 0 && count(entry) > 1", to: ended, reveals: true}
  ended: {final: ended}
)";
const std::string entry_yaml = R"(workflow: entry
people: {author: creator, chair: above}
fields: {text: {type: text}, score: {type: decimal}, marks: {type: scores, of: parent.rubric}}
deadlines: {close: parent.closes_at}
states:
  draft:
    form: {author: [text]}
    timers: {lapse: {at: close, to: lapsed}}
    on: {send: {by: author, ask: form, to: sent, mail: {receipt: author}}}
  sent: {final: sent}
  lapsed: {final: lapsed}
)";
const std::string receipt = "Subject: {{text}}\n\nFor {{parent.closes_at}}: [here]({{link}})\n";

Files small_package() {
  return {{"call.yaml", call_yaml}, {"entry.yaml", entry_yaml}, {"letters/receipt.md", receipt}};
}

std::string said_of(const Files& files) {
  return texts(load_package("small", files).diagnostics);
}

TEST(Package, OfAFolderHasParentsTalliesAndWhatIsReadAbove) {
  const Loaded<Package> loaded = load_package("small", small_package());

  ASSERT_TRUE(loaded.value) << texts(loaded.diagnostics);
  EXPECT_EQ(texts(loaded.diagnostics), "");
  EXPECT_EQ(loaded.value->root_workflow(), "call");
  const Workflow& child = *loaded.value->workflow("entry");
  EXPECT_EQ(child.parent, "call");
  EXPECT_EQ(child.ancestor_paths, (Names{"parent.closes_at", "parent.rubric"}));
  EXPECT_EQ(child.ancestor_types.at("parent.closes_at"), timestamp_type());
  EXPECT_EQ(child.counted_states, Names{"sent"});
  EXPECT_TRUE(child.parent_counts_all);
  EXPECT_TRUE(child.deadlines.at("close").shared);
  EXPECT_EQ(loaded.value->workflow("call")->tallies.size(), 2U);
  EXPECT_EQ(loaded.value->letters.at("receipt"), receipt);
}

TEST(Package, HashChangesWithAByteAndWithAName) {
  Files other_byte = small_package(), other_name = small_package();
  other_byte["letters/receipt.md"] += "\n";
  other_name["entrY.yaml"] = entry_yaml;
  other_name.erase("entry.yaml");

  const std::string hash = load_package("a", small_package()).value.value().hash;
  EXPECT_EQ(hash.size(), 64U);
  EXPECT_EQ(load_package("b", small_package()).value.value().hash, hash);
  EXPECT_NE(load_package("a", other_byte).value.value().hash, hash);
  EXPECT_NE(load_package("a", other_name).value.value().hash, hash);
}

TEST(Package, ALetterThatIsNotThereIsNamed) {
  Files files = small_package();
  files["letters/receit.md"] = files["letters/receipt.md"];
  files.erase("letters/receipt.md");

  EXPECT_EQ(said_of(files),
            "entry.yaml:9:57: error: there is no letters/receipt.md; did you mean `receit`?\n"
            "   9 |     on: {send: {by: author, ask: form, to: sent, mail: {receipt: author}}}\n"
            "     |                                                         ^\n"
            "letters/receit.md:1:1: warning: no `mail:` sends this letter\n"
            "   1 | Subject: {{text}}\n"
            "     | ^\n");
}

TEST(Package, ALetterSaysOnlyWhatItsWorkflowHas) {
  Files files = small_package();
  files["letters/receipt.md"] = "Subject: {{txt}}\n\n{{#score}}{{parent.opens_at}}{{/text}}\n";

  EXPECT_EQ(said_of(files),
            "letters/receipt.md:1:12: error: `txt` is not known in a letter of entry; did you mean "
            "`text`?\n"
            "   1 | Subject: {{txt}}\n"
            "     |            ^\n"
            "letters/receipt.md:3:4: error: this section is never closed\n"
            "   3 | {{#score}}{{parent.opens_at}}{{/text}}\n"
            "     |    ^\n"
            "letters/receipt.md:3:13: error: `parent.opens_at` is not known in a letter of entry\n"
            "   3 | {{#score}}{{parent.opens_at}}{{/text}}\n"
            "     |             ^\n"
            "letters/receipt.md:3:33: error: `text` is not open here\n"
            "   3 | {{#score}}{{parent.opens_at}}{{/text}}\n"
            "     |                                 ^\n");
}

TEST(Package, ALetterNeedsASubject) {
  Files files = small_package();
  files["letters/receipt.md"] = "Dear all\n";

  EXPECT_EQ(said_of(files),
            "letters/receipt.md:1:1: error: a letter begins with a line `Subject: ...`\n"
            "   1 | Dear all\n"
            "     | ^\n");
}

TEST(Package, WithoutByIsForNobody) {
  EXPECT_EQ(said_of({{"a.yaml", "workflow: a\nstates: {b: {}}\n"}}),
            "a.yaml:1:1: error: no event says who may raise it; add `by:`\n"
            "   1 | workflow: a\n"
            "     | ^\n");
}

TEST(Package, HoldsNothingElse) {
  Files files = small_package();
  files["notes.txt"] = "hello";

  EXPECT_EQ(said_of(files),
            "notes.txt:1:1: error: a package holds NAME.yaml, calendars/NAME.yaml and "
            "letters/NAME.md, and nothing else\n"
            "   1 | hello\n"
            "     | ^\n");
}

TEST(Package, NamesOfChildrenAreChecked) {
  Files files = small_package();
  std::string& yaml = files["call.yaml"];
  yaml.replace(yaml.find("entry in sent"), 13, "entry in sant");

  EXPECT_EQ(
      said_of(files),
      "call.yaml:10:44: error: `sant` is not a state of `entry`\n"
      "  10 |       end: {by: chair, if: \"count(entry in sant) > 0 && count(entry) > 1\", to: "
      "ended, reveals: true}\n"
      "     |                                            ^\n");
}

TEST(Package, TwoRootsAreOneTooMany) {
  Files files = small_package();
  files["other.yaml"] = "workflow: other\npeople: {x: creator}\nstates: {a: {on: {e: {by: x}}}}\n";

  EXPECT_EQ(said_of(files),
            "other.yaml:1:1: error: a package has one workflow that no other starts, and here are "
            "`call`, `other`\n"
            "   1 | workflow: other\n"
            "     | ^\n");
}

TEST(Package, CirclesOfParentsAreRefused) {
  Files files = small_package();
  files["call.yaml"].replace(0, 14, "workflow: call\nparent: entry");

  EXPECT_EQ(has_errors(load_package("small", files).diagnostics), true);
}

TEST(Award, LoadsWithoutAWord) {
  const Loaded<Package> award = load_package("award", shipped_files("award"), brussels_zone);

  ASSERT_TRUE(award.value) << texts(award.diagnostics);
  EXPECT_EQ(texts(award.diagnostics), "");
  EXPECT_EQ(award.value->root_workflow(), "award");
  const Workflow& nomination = *award.value->workflow("nomination");
  EXPECT_EQ(nomination.parent, "award");
  EXPECT_EQ(nomination.counted_states, (Names{"deciding", "draft"}));
  EXPECT_TRUE(nomination.deadlines.at("close").shared);
  EXPECT_EQ(nomination.ancestor_paths, (Names{"parent.closes_at", "parent.edition", "parent.prize",
                                              "parent.title", "parent.workshop"}));
  const Workflow& review = *award.value->workflow("review");
  EXPECT_EQ(review.counted_states, Names{"submitted"});
  EXPECT_EQ(review.averaged_fields, Names{"score"});
  EXPECT_EQ(review.ancestor_paths, (Names{"parent.parent.rubric", "parent.title"}));
}

TEST(Award, ReviewersAreStartedOncePerPersonInTheirRole) {
  const Package award = load_package("award", shipped_files("award"), brussels_zone).value.value();
  const Workflow& nomination = *award.workflow("nomination");

  const State& accepted = nomination.states[nomination.state("accepted").value()];
  const Start& start = std::get<Start>(accepted.transitions[0].actions[0].what);
  EXPECT_EQ(start.workflow, "review");
  EXPECT_EQ(start.each, "reviewers");
  EXPECT_EQ(start.role, "reviewer");
  EXPECT_TRUE(start.one_per_person);
}

}  // namespace
}  // namespace accolade

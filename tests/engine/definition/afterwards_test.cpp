// `feedback:`, `reports:` and `keep:`: what they say, and what is refused with its place.
#include <gtest/gtest.h>

#include "tests/engine/definition/loading.h"

namespace accolade {
namespace {

// A meeting with guests; `above` stands in the meeting, `below` in the guest, `diet` is that field.
std::map<std::string, std::string> gathering(const std::string& above, const std::string& below,
                                             const std::string& diet = "{type: text}") {
  return {{"meeting.yaml",
           "workflow: meeting\npeople: {host: above}\n"
           "fields: {at: {type: instant}}\n" +
               above +
               "states:\n  open:\n    open_ended: true\n    form: {host: [at]}\n    on:\n"
               "      fix: {by: host, ask: form}\n      come: {by: host, start: guest}\n"
               "      end: {by: host, to: over}\n  over: {final: over}\n"},
          {"guest.yaml",
           "workflow: guest\npeople: {guest: creator, host: above}\n"
           "fields: {name: {type: text}, country: {type: country}, diet: " +
               diet +
               ", stays: {type: instant}}\n"
               "deadlines: {end: \"has(parent.at) ? parent.at + 14d : parent.at\", own: "
               "\"max(parent.at, stays)\"}\n" +
               below +
               "states:\n  coming:\n    open_ended: true\n"
               "    form: {guest: [name, country, diet, stays]}\n    on:\n"
               "      sign: {by: guest, ask: form}\n      attend: {by: host, to: came}\n"
               "  came: {final: came}\n"}};
}

std::string said_of_files(const std::map<std::string, std::string>& files) {
  return texts(load_package("gathering", files).diagnostics);
}

// The messages alone, one a line.
std::string messages(const std::map<std::string, std::string>& files) {
  std::string all;
  for (const Diagnostic& one : load_package("gathering", files).diagnostics)
    all += one.message + "\n";
  return all;
}

TEST(Feedback, IsReadWithWhoIsAskedAndWhoReads) {
  const Loaded<Package> loaded = load_package(
      "gathering",
      gathering("",
                "feedback: {title: How was it?, text: Two questions., in: came, until: end, "
                "readers: host, questions: {overall: {type: int, min: 1, max: 5}, better: {type: "
                "long text, optional: true}}}\n"));
  ASSERT_TRUE(loaded.value) << texts(loaded.diagnostics);
  const FeedbackRule& feedback = *loaded.value->workflow("guest")->feedback;
  EXPECT_EQ(feedback.title, "How was it?");
  EXPECT_EQ(feedback.text, "Two questions.");
  EXPECT_EQ(feedback.rule.in, std::vector<std::string>{"came"});
  EXPECT_EQ(feedback.rule.roles, std::vector<std::string>{"guest"});
  EXPECT_EQ(feedback.until, "end");
  EXPECT_EQ(feedback.fewest, 5);
  EXPECT_EQ(feedback.readers, std::vector<std::string>{"host"});
  ASSERT_EQ(feedback.questions.size(), 2U);
  EXPECT_EQ(feedback.questions[1].name, "better");
  EXPECT_FALSE(loaded.value->workflow("meeting")->feedback);
}

TEST(Feedback, IsRefusedWhereItWouldSayWhoAnsweredWhat) {
  EXPECT_EQ(
      said_of_files(gathering("",
                              "feedback: {title: Q, in: came, until: end, fewest: 2, readers: "
                              "host, questions: {a: text}}\n")),
      "guest.yaml:5:52: error: figures of fewer than 3 would say who answered what\n"
      "   5 | feedback: {title: Q, in: came, until: end, fewest: 2, readers: host, "
      "questions: {a: text}}\n"
      "     |                                                    ^\n");
  EXPECT_EQ(messages(gathering("",
                               "feedback: {title: Q, in: came, until: own, readers: host, "
                               "questions: {a: {type: text, personal: true}}}\n")),
            "`own` depends on more than the parent: what is asked of all ends for all at once\n"
            "`a` is asked of nobody in particular: it has no `default:`, `personal:`, `keep:` or "
            "`search:`\n");
}

TEST(Feedback, NamesWhatIsThereAndAsksWhatCanBeCounted) {
  EXPECT_EQ(
      messages(gathering("",
                         "feedback: {title: Q, in: came, until: ends, readers: host, "
                         "questions: {a: {type: int, min: 1}, b: {type: file}}}\n")),
      "`ends` is no deadline of guest; did you mean `end`?\n"
      "`a` can be a choice, choices, a text, a long text, or an int with `min:` and `max:` of "
      "at most 11 steps\n"
      "`b` can be a choice, choices, a text, a long text, or an int with `min:` and `max:` of "
      "at most 11 steps\n");
  EXPECT_EQ(messages(gathering("", "feedback: {in: came, until: end}\n")),
            "feedback needs a `title:`, `until:`, `readers:` and `questions:`\n");
}

TEST(Reports, CountWhatCanBeCountedOfTheirChildren) {
  const std::string report =
      "reports: {all: {of: guest, by: [country], counts: {Here: [came], Awaited: coming}, for: "
      "host}}\n";
  const Loaded<Package> loaded = load_package("gathering", gathering(report, ""));
  ASSERT_TRUE(loaded.value) << texts(loaded.diagnostics);
  const ReportView& view = loaded.value->workflow("meeting")->reports.at(0);
  EXPECT_EQ(view.counts, (std::vector<ReportCount>{{"Here", {"came"}}, {"Awaited", {"coming"}}}));
  EXPECT_EQ(view.title, "All");

  EXPECT_EQ(
      messages(gathering("reports: {all: {of: guest, by: [contry, name], split: diet, counts: "
                         "{Here: [come]}, for: host}}\n",
                         "")),
      "`contry` is no country, choice, place, organisation or bool of guest; did you mean "
      "`country`?\n"
      "`name` is no country, choice, place, organisation or bool of guest\n"
      "`diet` is no country, choice, place, organisation or bool of guest\n"
      "`come` is no state of guest; did you mean `came`?\n");
  EXPECT_EQ(messages(gathering("reports: {all: {of: meeting, for: host}}\n", "")),
            "a report needs `by:`, fields, and `counts:`, states by heading\n"
            "`meeting` is not started below meeting\n");
}

TEST(Keep, IsATimeAfterADeadlineOfAPersonalAnswer) {
  const Loaded<Package> loaded = load_package(
      "gathering", gathering("", "", "{type: text, personal: true, keep: 30 days after end}"));
  ASSERT_TRUE(loaded.value) << texts(loaded.diagnostics);
  EXPECT_EQ(loaded.value->workflow("guest")->field("diet")->keep,
            (KeepingTime{std::chrono::hours(24 * 30), "end"}));

  EXPECT_EQ(messages(gathering("", "", "{type: text, keep: 30 days after ends}")),
            "`keep:` is of an answer that is `personal: true` and has no `default:` and no "
            "`search:`\n"
            "`ends` is no deadline of guest; did you mean `end`?\n");
  EXPECT_EQ(messages(gathering("", "", "{type: text, personal: true, keep: a month}")),
            "here a time after a deadline is expected: `30 days after end`\n");
}

TEST(Keep, RefusesWhatWouldOutliveTheAnswer) {
  const std::string kept = "{type: text, personal: true, keep: 2w after end}";
  const std::string complaint =
      "`diet` is deleted after a time (`keep:`), and what is made of it here would stay\n";
  EXPECT_EQ(messages(gathering("", "headline: diet\n", kept)), complaint);
  EXPECT_EQ(messages(gathering("", "reference: \"R_{diet}\"\n", kept)), complaint);
  auto files = gathering("", "", kept);
  std::string& guest = files.at("guest.yaml");
  const std::string sign = "{by: guest, ask: form}";
  guest.replace(
      guest.find(sign), sign.size(),
      "{by: guest, ask: form, says: \"Eats no {diet}\", do: [{set: {name: event.diet}}]}");
  EXPECT_NE(messages(files).find(complaint + complaint), std::string::npos) << messages(files);
}

}  // namespace
}  // namespace accolade

// Regions that have nothing to do with each other are searched apart, and nothing is lost by it.
#include "engine/verify/regions.h"

#include <random>

#include <gtest/gtest.h>

#include "engine/verify/findings.h"
#include "tests/engine/definition/loading.h"
#include "tests/support/replaying.h"

namespace accolade {
namespace {

using NameList = std::vector<std::string>;

std::vector<NameList> groups_of(const std::string& yaml) {
  const Workflow workflow = loaded(yaml);
  std::vector<NameList> groups;
  for (const std::vector<StateIndex>& group : independent_regions(workflow).groups) {
    groups.emplace_back();
    for (const StateIndex region : group)
      groups.back().push_back(workflow.states[region].name);
  }
  return groups;
}

std::string three_regions(const std::string& second, const std::string& outside = "") {
  return "workflow: w\nfields: {n: {type: int, default: 0}}\n" + outside +
         "states:\n  p:\n    parallel: true\n    states:\n"
         "      r: {states: {r1: {on: {e: {to: r2, do: [{set: {n: n + 1}}]}}}, r2: {final: x}}}\n"
         "      s: {states: {s1: {" +
         second +
         "}, s2: {final: x}}}\n"
         "      t: {states: {t1: {timers: {late: {after: 3d, to: t2}}}, t2: {final: x}}}\n"
         "    on: {done.state.p: end}\n  end: {final: over}\n";
}

TEST(Regions, OfDifferentEventsAndFieldsAreApart) {
  EXPECT_EQ(groups_of(three_regions("on: {f: s2}")), (std::vector<NameList>{{"r"}, {"s"}, {"t"}}));
}

TEST(Regions, ThatShareSomethingStayTogether) {
  for (const char* second :
       {"on: {e: s2}", "on: {f: {if: n > 0, to: s2}}", "on: {f: {if: in_state('r2'), to: s2}}",
        "on: {done.state.r: s2}", "on: {f: {do: [{raise: e}], to: s2}}", "on: {f: r2}",
        "on: {f: {do: [{set: {n: '3'}}], to: s2}}"})
    EXPECT_EQ(groups_of(three_regions(second)), (std::vector<NameList>{{"r", "s"}, {"t"}}))
        << second;
}

TEST(Regions, ThatDecideWhatHappensOutsideAreInEverySearch) {
  for (const char* outside :
       {"on: {e: end}\n", "on: {g: {if: n > 0, to: end}}\n", "on: {done.state.r: end}\n"})
    EXPECT_EQ(groups_of(three_regions("on: {f: s2}", outside)),
              (std::vector<NameList>{{"s"}, {"t"}}))
        << outside;
}

TEST(Regions, AreNotTakenApartWhereOneWaitsForAll) {
  EXPECT_EQ(groups_of(three_regions("on: {done.state.p: s2}")), std::vector<NameList>());
}

// --- Random charts ---------------------------------------------------------------------------

class RandomChart {
 public:
  explicit RandomChart(unsigned seed) : random_(seed) {}

  std::string yaml() {
    std::string text =
        "workflow: w\npeople: {a: creator}\nsees: {a: all}\nfields: {n0: {type: int, default: "
        "0}, n1: {type: int, default: 0}, n2: {type: int, default: 0}}\n";
    if (chance(30)) text += "on: {abort: {by: a, to: out}}\n";
    text += "states:\n  p:\n    parallel: true\n    states:\n";
    const int regions = 2 + number(2);
    for (int region = 0; region < regions; ++region)
      text += region_text(region);
    text += "    on: {done.state.p: out}\n";
    if (chance(30))
      text += "    timers: {never: {after: " + std::to_string(1 + number(5)) + "d, to: out}}\n";
    return text + "  out: {final: over}\n";
  }

 private:
  int number(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  bool chance(int percent) { return number(100) < percent; }

  std::string region_text(int region) {
    const std::string name = "r" + std::to_string(region);
    const int states = 2 + number(2);
    std::string text = "      " + name + ":\n        states:\n";
    for (int state = 0; state < states; ++state)
      text += state_text(region, state, states);
    return text + "          " + name + "f: {final: x}\n";
  }

  std::string state_text(int region, int state, int states) {
    const std::string name = "r" + std::to_string(region);
    const auto target = [&] {
      const int to = number(states + 1);
      return name + (to == states ? "f" : std::to_string(to));
    };
    std::string words = chance(30) ? "open_ended: true, " : "";
    if (chance(50))
      words += "timers: {t" + name + std::to_string(state) +
               ": {after: " + std::to_string(1 + number(4)) + "d, to: " + target() + "}}, ";
    std::string on;
    for (int choice = 0; choice < number(3); ++choice) {
      // Now and then a neighbour's event or field, so that they are coupled.
      const int owner = chance(8) ? number(2) : region;
      const std::string field = "n" + std::to_string(owner);
      on += (on.empty() ? "" : ", ") + std::string("e") + std::to_string(owner) +
            std::to_string(state) + std::to_string(choice) + ": {by: a, to: " + target();
      if (chance(30)) on += ", if: " + field + (chance(50) ? " > 0" : " == 2");
      if (chance(30)) on += ", do: [{set: {" + field + ": '1'}}]";
      on += "}";
    }
    return "          " + name + std::to_string(state) + ": {" + words + "on: {" + on + "}}\n";
  }

  std::mt19937 random_;
};

// What does not depend on which region is named first.
NameList verdicts(const std::vector<Diagnostic>& found) {
  std::set<std::string> said;
  for (const Diagnostic& one : found) {
    const bool is_trap = one.message.starts_with("no end can be reached");
    said.insert(is_trap ? "a trap"
                        : std::to_string(one.place.line) + ":" + std::to_string(one.place.column) +
                              " " + one.message);
  }
  return {said.begin(), said.end()};
}

std::vector<Diagnostic> findings_of(const Package& package, const Search& found) {
  Report report;
  find_all({*package.workflow("w"), &package}, found, report);
  return report.diagnostics();
}

TEST(Regions, OfRandomChartsHaveTheFindingsOfTheirProduct) {
  constexpr ExplorationLimits enough{20'000, 2'000'000};
  int taken_apart = 0, with_findings = 0;
  for (unsigned seed = 0; seed < 80; ++seed) {
    const std::string yaml = RandomChart(seed).yaml();
    const Package package = load_package("w", {{"w.yaml", yaml}}).value.value();
    const Workflow& workflow = *package.workflow("w");
    const Search whole = search(workflow, &package, enough);
    const Search apart = search_apart(workflow, &package, enough);
    ASSERT_TRUE(whole.is_complete && apart.is_complete) << yaml;
    const std::vector<Diagnostic> found = findings_of(package, apart);

    EXPECT_EQ(verdicts(found), verdicts(findings_of(package, whole))) << seed << "\n" << yaml;
    for (const Diagnostic& one : found)
      EXPECT_EQ(objection(workflow, one), "") << seed << "\n" << yaml << to_text(one);
    taken_apart += apart.is_apart() ? 1 : 0;
    with_findings += found.empty() ? 0 : 1;
  }
  EXPECT_GT(taken_apart, 30);
  EXPECT_GT(with_findings, 30);
}

}  // namespace
}  // namespace accolade

// Makes every mistake of kinds.h at every place of the shipped packages and asks `accolade check`.
//
//   mutations            the tests; ends with `N passed, N failed`
//   mutations --list     each mutant with what is found, or that it escapes
//   mutations --only "drop-mail workshop/"    those with this in their name, while one works on
//   them
#include <fstream>
#include <iostream>
#include <string_view>

#include <fmt/format.h>

#include "tests/mutations/judging.h"
#include "tests/mutations/tree.h"
#include "tests/support/shipped_files.h"
#include "tests/support/tutorial_package.h"

namespace accolade {
namespace {

struct Options {
  bool lists = false;
  std::string only;
};

constexpr double caught_share_min = 0.95;
constexpr std::size_t kinds_min = 12;

// Mutants that no check can find, for they are as sound as the original: each with the reason.
// The name on one line, the reason indented below it.
std::map<std::string, std::string> known_equivalents() {
  std::ifstream file(SOURCE_DIR "/tests/mutations/equivalent.txt");
  std::map<std::string, std::string> known;
  std::string line, name;
  while (std::getline(file, line)) {
    if (line.empty() || line.starts_with('#')) continue;
    const bool is_reason = line.starts_with("    ");
    if (!is_reason) name = line;
    std::string& reason = known[name];
    if (is_reason) reason += line.substr(reason.empty() ? 4 : 3);
  }
  return known;
}

class Tests {
 public:
  void add(const std::string& fact, const std::vector<std::string>& faults) {
    std::cout << (faults.empty() ? "ok      " : "FAILED  ") << fact << "\n";
    for (const std::string& fault : faults)
      std::cout << "    " << fault << "\n";
    ++(faults.empty() ? passed_ : failed_);
  }

  int close() const {
    std::cout << passed_ << " passed, " << failed_ << " failed\n";
    return failed_ > 0 ? 1 : 0;
  }

 private:
  int passed_ = 0, failed_ = 0;
};

// The trees written out again, so that a mutant differs by its mutation alone.
PackageFiles rewritten(PackageFiles files) {
  for (auto& [path, text] : files) {
    if (path.ends_with(".yaml") && path.find('/') == std::string::npos)
      text = text_of_tree(tree_of(path, text));
  }
  return files;
}

void test_originals(const std::map<std::string, PackageFiles>& packages, Tests& tests) {
  for (const auto& [name, files] : packages) {
    std::vector<std::string> faults;
    for (const PackageFiles& text : {files, rewritten(files)}) {
      for (const Diagnostic& finding : findings_in(name, text))
        faults.push_back(to_text(finding));
    }
    tests.add("nothing is found in " + name + " as it is", faults);
  }
}

struct Caught {
  std::size_t all = 0, caught = 0, equivalent = 0;
};

void test_kinds(const std::vector<Judged>& judged,
                const std::map<std::string, std::string>& equivalents, Tests& tests) {
  std::map<std::string, Caught> kinds;
  Caught sum;
  for (const Judged& one : judged) {
    for (Caught* tally : {&kinds[one.mutant.kind], &sum}) {
      ++tally->all;
      tally->caught += one.findings.empty() ? 0 : 1;
      tally->equivalent += one.findings.empty() && equivalents.contains(one.name) ? 1 : 0;
    }
  }
  const auto print = [](const std::string& name, const Caught& tally) {
    std::cout << fmt::format("{:20} {:5} {:7} {:11}\n", name, tally.all, tally.caught,
                             tally.equivalent);
  };
  std::cout << fmt::format("{:20} {:>5} {:>7} {:>11}\n", "kind", "made", "caught", "equivalent");
  for (const auto& [kind, tally] : kinds)
    print(kind, tally);
  print("all", sum);
  const double share = static_cast<double>(sum.caught) / static_cast<double>(sum.all);
  std::vector<std::string> faults;
  if (kinds.size() < kinds_min) faults.push_back(fmt::format("{} kinds", kinds.size()));
  tests.add(fmt::format("mistakes of {} kinds or more are made", kinds_min), faults);
  faults.clear();
  if (share < caught_share_min) faults.push_back(fmt::format("{:.1f} %", 100 * share));
  tests.add(fmt::format("{:.0f} % of {} mutants are caught", 100 * caught_share_min, sum.all),
            faults);
}

void test_escaped(const std::vector<Judged>& judged,
                  const std::map<std::string, std::string>& equivalents, Tests& tests) {
  std::vector<std::string> unlisted, outdated, unexplained;
  std::set<std::string> escaped;
  for (const Judged& one : judged) {
    if (!one.findings.empty()) continue;
    escaped.insert(one.name);
    if (!equivalents.contains(one.name)) unlisted.push_back(one.name);
  }
  for (const auto& [name, reason] : equivalents) {
    if (!escaped.contains(name)) outdated.push_back(name);
    if (reason.empty()) unexplained.push_back(name);
  }
  tests.add("every mutant that escapes is listed as equivalent", unlisted);
  tests.add("what is listed as equivalent is made and escapes", outdated);
  tests.add("each equivalent has its reason", unexplained);
}

void test_scripts(const std::vector<Judged>& judged, Tests& tests) {
  std::vector<std::string> objections;
  std::size_t scripts = 0;
  for (const Judged& one : judged) {
    scripts += one.scripts;
    for (const std::string& objection : one.objections)
      objections.push_back(one.name + "\n" + objection);
  }
  tests.add(fmt::format("{} scripts of findings come to the end that they claim", scripts),
            objections);
}

void list(const std::vector<Judged>& judged) {
  for (const Judged& one : judged)
    std::cout << (one.findings.empty() ? "ESCAPES " : "caught  ") << one.name
              << (one.findings.empty() ? "" : ": " + one.findings.front()) << "\n";
}

int run(const Options& options) {
  const std::map<std::string, PackageFiles> packages = {
      {"action-plan", shipped_files("action-plan")},
      {"award", shipped_files("award")},
      {"prize", tutorial_package()},
      {"workshop", shipped_files("workshop")}};
  std::vector<Judged> judged;
  for (const auto& [name, files] : packages) {
    for (Judged& one : judged_mutants(name, files, options.only))
      judged.push_back(std::move(one));
  }
  if (options.lists) list(judged);
  std::map<std::string, std::string> equivalents = known_equivalents();
  std::erase_if(equivalents,
                [&](const auto& one) { return one.first.find(options.only) == std::string::npos; });
  Tests tests;
  test_originals(packages, tests);
  test_kinds(judged, equivalents, tests);
  test_escaped(judged, equivalents, tests);
  test_scripts(judged, tests);
  return tests.close();
}

}  // namespace
}  // namespace accolade

int main(int count, char** words) {
  accolade::Options options;
  for (int at = 1; at < count; ++at) {
    const std::string_view word = words[at];
    if (word == "--list") options.lists = true;
    if (word == "--only" && at + 1 < count) options.only = words[++at];
  }
  return accolade::run(options);
}

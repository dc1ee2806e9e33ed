// Goes through the same doors as the command: loader, verify, play.
#include "tests/mutations/judging.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "engine/definition/loader.h"
#include "engine/verify/verify.h"
#include "tests/support/replaying.h"
#include "tests/support/zones.h"

namespace accolade {
namespace {

std::string replayed_finding(const PackageFiles& files, const Diagnostic& finding) {
  const auto text = files.find(finding.place.file);
  if (text == files.end()) return "no file " + finding.place.file;
  const Loaded<Workflow> alone = load_workflow(text->first, text->second, Strictness::Run);
  return alone.value ? objection(*alone.value, finding) : "the file does not load alone";
}

std::string beside_finding(const PackageFiles& files, const Script& beside) {
  if (beside.lines.empty()) return {};
  const Loaded<Workflow> alone = load_workflow(beside.file, files.at(beside.file), Strictness::Run);
  if (!alone.value) return "the file beside does not load alone";
  const boost::json::object last = replayed(*alone.value, beside.lines);
  const bool is_taken = last.contains("refusal") && last.at("refusal").is_null();
  return is_taken ? std::string() : "the script beside is refused";
}

void judge(const std::string& package, const PackageFiles& files, Judged& judged) {
  for (const Diagnostic& finding : findings_in(package, files)) {
    judged.findings.push_back(finding.message);
    if (finding.evidence.script.empty()) continue;
    ++judged.scripts;
    for (const std::string& objection :
         {replayed_finding(files, finding), beside_finding(files, finding.evidence.beside)}) {
      if (!objection.empty()) judged.objections.push_back(to_text(finding) + "  " + objection);
    }
  }
}

}  // namespace

std::vector<Diagnostic> findings_in(const std::string& package, const PackageFiles& files) {
  Loaded<Package> loaded = load_package(package, files, brussels_zone);
  std::vector<Diagnostic> found = std::move(loaded.diagnostics);
  if (!loaded.value) return found;
  for (Diagnostic& diagnostic : verify(*loaded.value))
    found.push_back(std::move(diagnostic));
  return found;
}

std::vector<Judged> judged_mutants(const std::string& package, const PackageFiles& files,
                                   const std::string& only) {
  std::vector<Judged> all;
  for (Mutant& mutant : mutants_of(files)) {
    const std::string name = mutant.kind + " " + package + "/" + mutant.file +
                             (mutant.place.empty() ? "" : " " + mutant.place);
    if (name.find(only) != std::string::npos) all.push_back({std::move(mutant), name, {}, {}, 0});
  }
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t at = next++; at < all.size(); at = next++)
      judge(package, applied(files, all[at].mutant), all[at]);
  };
  std::vector<std::thread> others;
  for (unsigned one = 1; one < std::max(1U, std::thread::hardware_concurrency()); ++one)
    others.emplace_back(work);
  work();
  for (std::thread& other : others)
    other.join();
  return all;
}

}  // namespace accolade

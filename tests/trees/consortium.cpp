// The consortium of the tree tests.
#include "tests/trees/consortium.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "db/zones.h"
#include "engine/definition/loader.h"
#include "engine/use_case/transact.h"

namespace accolade {
namespace {

namespace fs = std::filesystem;

std::map<std::string, std::string> award_files() {
  std::map<std::string, std::string> files;
  const fs::path folder = fs::path(SOURCE_DIR) / "workflows" / "award";
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ostringstream bytes;
    bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    files.emplace(fs::relative(entry.path(), folder).generic_string(), bytes.str());
  }
  return files;
}

Package award() {
  Loaded<Package> loaded = load_package("award", award_files(), system_zone);
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    ADD_FAILURE() << to_text(diagnostic);
  return loaded.value.value();
}

}  // namespace

boost::json::value scores(int impact, int transfer) {
  return {{"impact", {{"score", impact}, {"reason", "Seen in three hospitals."}}},
          {"transfer", {{"score", transfer}, {"reason", "Others could do it."}}}};
}

Consortium::Consortium(const std::string& url)
    : now_(std::make_shared<Instant>(*parse_instant("2026-01-10T12:00:00Z"))) {
  url_ = url.empty() ? "sqlite:" + (folder_.path() / "award.db").string() : url;
  migrate(url_);
  database_ = open(url_, decide_with, {.clock = [now = now_] { return *now; }});
  engine_ = std::make_unique<Engine>(ports_of(database_));
  database_.packages->publish(award());

  Directory& directory = *database_.directory;
  secretary = directory.ensure("sofia@example.org", "Sofia");
  chair = directory.ensure("helena@example.org", "Helena");
  ada = directory.ensure("ada@example.org", "Ada");
  ben = directory.ensure("ben@example.org", "Ben");
  directory.give_role(secretary, "secretary", {}, {});
  directory.give_role(chair, "chair", {}, {});
  for (int number = 1; number <= 5; ++number) {
    const std::string digit = std::to_string(number);
    experts.push_back(directory.ensure("expert" + digit + "@example.org", "Expert " + digit));
    directory.give_role(experts.back(), "expert", {}, {});
  }

  const Outcome<Applied> begun = engine().start({"award",
                                                 {},
                                                 {{"title", "Best Practice 2026"},
                                                  {"edition", 2026},
                                                  {"summary", "For what helped patients."},
                                                  {"who", "Anybody."},
                                                  {"prize", "A talk."},
                                                  {"closes_at", "2026-03-02T16:00:00Z"}},
                                                 secretary,
                                                 {}});
  EXPECT_TRUE(begun) << (begun ? "" : begun.refusal().sentence);
  call = begun->instance;
  fire(call, "open", secretary);
}

void Consortium::deliver_due() {
  for (auto due = database_.instances->due(100); !due.empty();
       due = database_.instances->due(100)) {
    for (const InstanceId id : due)
      engine().wake(id);
  }
}

void Consortium::advance_to(const std::string& instant) {
  jump_to(instant);
  deliver_due();
}

InstanceId Consortium::nominate(PersonId applicant) {
  const Outcome<Applied> started = engine().fire({call, "nominate", {}, applicant, {}, {}});
  EXPECT_TRUE(started) << (started ? "" : started.refusal().sentence);
  return started->instance;
}

void Consortium::fill_in(InstanceId nomination, PersonId applicant) {
  const Outcome<Done> saved = engine().save_draft(nomination, applicant,
                                                  {{"title", "Genomes for all", 1},
                                                   {"category", "implementation", 1},
                                                   {"accepted_on", "2025-06-01", 1},
                                                   {"summary", "We sequenced everybody.", 1},
                                                   {"country", "IT", 1},
                                                   {"contact", "Ada, Milan", 1},
                                                   {"agrees", "on", 1}});
  EXPECT_TRUE(saved) << (saved ? "" : saved.refusal().sentence);
  FileRow file;
  file.field = "paper";
  file.name = "paper.pdf";
  file.type = "application/pdf";
  const Outcome<FileRow> attached = engine().attach(nomination, applicant, file, "%PDF-1.4 ...");
  EXPECT_TRUE(attached) << (attached ? "" : attached.refusal().sentence);
}

InstanceId Consortium::submitted(PersonId applicant) {
  const InstanceId nomination = nominate(applicant);
  fill_in(nomination, applicant);
  fire(nomination, "submit", applicant);
  return nomination;
}

void Consortium::fire(InstanceId target, const std::string& event, PersonId actor,
                      Answers answers) {
  const Outcome<Applied> applied =
      engine().fire({target, event, std::move(answers), actor, {}, {}});
  EXPECT_TRUE(applied) << event << ": " << (applied ? "" : applied.refusal().sentence);
}

Refusal Consortium::refused(InstanceId target, const std::string& event, PersonId actor,
                            Answers answers) {
  const Outcome<Applied> applied =
      engine().fire({target, event, std::move(answers), actor, {}, {}});
  EXPECT_FALSE(applied) << event << " was not refused";
  return applied ? Refusal{} : applied.refusal();
}

std::vector<InstanceId> Consortium::assign(InstanceId nomination,
                                           const std::vector<PersonId>& reviewers) {
  boost::json::array ids;
  for (const PersonId reviewer : reviewers)
    ids.emplace_back(reviewer.text());
  fire(nomination, "assign", secretary, {{"reviewers", ids}});
  std::vector<InstanceId> reviews;
  for (const ListRow& row : engine().list({nomination, "review", {}, {}, 50}, secretary).rows) {
    reviews.push_back(row.snapshot.id);
  }
  return reviews;
}

void Consortium::review(InstanceId review, PersonId reviewer, int impact, int transfer) {
  fire(review, "accept", reviewer);
  fire(review, "submit", reviewer, {{"scores", scores(impact, transfer)}});
}

Configuration Consortium::configuration(InstanceId id) {
  return database_.instances->load(id).value().configuration;
}

Fields Consortium::fields(InstanceId id) {
  return database_.instances->load(id).value().fields;
}

std::vector<std::string> Consortium::faults() {
  return verify(url_);
}

std::vector<std::string> Consortium::letters(InstanceId id) {
  std::vector<std::string> lines;
  for (const Letter& letter : database_.letters->of(id, {}, true)) {
    const auto person = database_.directory->person(letter.what.recipient);
    lines.push_back(letter.what.letter + " to " + (person ? person->name : "nobody"));
  }
  return lines;
}

}  // namespace accolade

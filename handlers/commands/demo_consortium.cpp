// Filled through the same engine as everything else: the call is opened by a secretary's event.
#include "handlers/commands/demo_consortium.h"

#include <algorithm>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/format.h>

#include "handlers/commands/command.h"
#include "handlers/commands/definitions.h"
#include "handlers/commands/demo_plan.h"
#include "handlers/sign_in/sign_in.h"
#include "handlers/text/csv.h"
#include "handlers/text/zone.h"

namespace accolade {
namespace {

namespace json = boost::json;

constexpr auto link_life = std::chrono::hours(24 * 7);

// The role in the directory; applicants have none.
std::string directory_role(const DemoPerson& person) {
  if (person.role == "applicant" || person.role == "funder") return "";
  return person.role == "reviewer" ? "expert" : person.role;
}

void add_organisations(Directory& directory, const std::filesystem::path& members_csv) {
  const auto rows = rows_from_csv(read_file(members_csv));
  if (!rows) throw CommandRefused(members_csv.string() + ": " + rows.refusal().sentence);
  for (std::size_t index = 1; index < rows->size(); ++index) {  // the first row is the heading
    const auto& row = (*rows)[index];
    if (row.size() == 4) directory.add_organisation({{}, row[0], row[1], row[2], row[3]});
  }
}

// What the folder of workflows does not have is not in the demo.
void begin_and_open(Engine& engine, PersonId secretary, const std::string& workflow,
                    Answers answers) {
  const auto packages = engine.ports().packages.current();
  const bool is_there = std::ranges::any_of(
      packages, [&](const auto& package) { return package->root_workflow() == workflow; });
  if (!is_there) return;
  const Outcome<Applied> begun = engine.start({workflow, {}, std::move(answers), secretary, {}});
  if (!begun) throw CommandRefused("the demo call cannot be made: " + begun.refusal().sentence);
  const Outcome<Applied> opened = engine.fire({begun->instance, "open", {}, secretary, {}, {}});
  if (!opened) throw CommandRefused("the demo call cannot be opened: " + opened.refusal().sentence);
}

void open_call(Engine& engine, PersonId secretary, const std::string& zone) {
  const Instant now = engine.ports().instances.now();
  const Day close = std::chrono::floor<std::chrono::days>(now) + std::chrono::days(60);
  const Outcome<Instant> closes_at = instant_from_local(to_text(close) + "T17:00", zone);
  if (!closes_at) throw CommandRefused(closes_at.refusal().sentence);

  Answers answers;
  answers["title"] = "Best Practice in Personalised Medicine 2026";
  answers["edition"] = 2026;
  answers["summary"] =
      "This award recognises work that brought personalised medicine to patients: a new approach "
      "in care, the training of health staff, or work across disciplines on ethical, legal and "
      "social questions.\n\nA nomination needs a paper that was accepted by a journal. The form "
      "is an example made for this demonstration.";
  answers["who"] =
      "Anybody may nominate their own work, from any country. The paper must have been accepted "
      "since 1 January 2024.";
  answers["prize"] =
      "500 EUR in kind for dissemination, and a talk at the next workshop of the consortium";
  answers["closes_at"] = to_text(*closes_at);
  answers["result_by"] = to_text(close + std::chrono::days(75));

  begin_and_open(engine, secretary, "award", std::move(answers));
}

// A working day's time of day, so many days from now.
std::string moment(Engine& engine, int days, const char* time, const std::string& zone) {
  const Day day = std::chrono::floor<std::chrono::days>(engine.ports().instances.now()) +
                  std::chrono::days(days);
  const Outcome<Instant> instant = instant_from_local(to_text(day) + "T" + time, zone);
  if (!instant) throw CommandRefused(instant.refusal().sentence);
  return to_text(*instant);
}

json::object places(const char* name, const char* label, int capacity, const char* kept_for = "") {
  return {{"name", name}, {"label", label}, {"capacity", capacity}, {"kept_for", kept_for}};
}

void open_workshop(Engine& engine, PersonId secretary, const std::string& zone) {
  Answers answers;
  answers["title"] = "Personalised medicine in practice";
  answers["summary"] =
      "Two days on what works in hospitals and what does not yet: implementation, training, and "
      "the questions that patients ask. An example made for this demonstration.";
  answers["venue"] = "Example House, Market Square 1, Siena";
  answers["begins_at"] = moment(engine, 90, "09:00", zone);
  answers["ends_at"] = moment(engine, 91, "16:00", zone);
  answers["closes_at"] = moment(engine, 75, "17:00", zone);
  answers["programme"] =
      "First day: what has changed for patients. Second day: two parallel sessions, then the "
      "prize winners of the award.";
  answers["modes"] = json::array{places("on_site", "On site", 80), places("online", "Online", 40),
                                 places("winners", "On site, for prize winners", 3, "winner")};
  answers["sessions"] = json::array{places("genomes", "Genomes in the clinic", 40),
                                    places("training", "Training of health staff", 40)};
  begin_and_open(engine, secretary, "workshop", std::move(answers));
}

}  // namespace

const std::vector<DemoPerson>& demo_people() {
  static const std::vector<DemoPerson> people{
      {"secretary", "Sofia Marino", "sofia.marino@example.org"},
      {"secretary", "Jonas Weber", "jonas.weber@example.org"},
      {"desk", "Dario Conti", "dario.conti@example.org"},
      {"chair", "Helena Duarte", "helena.duarte@example.org"},
      {"reviewer", "Amira Haddad", "amira.haddad@example.org"},
      {"reviewer", "Bjorn Lindqvist", "bjorn.lindqvist@example.org"},
      {"reviewer", "Claire Fontaine", "claire.fontaine@example.org"},
      {"reviewer", "Diego Serrano", "diego.serrano@example.org"},
      {"reviewer", "Eszter Kovacs", "eszter.kovacs@example.org"},
      {"applicant", "Marta Kowalska", "marta.kowalska@example.org"},
      {"applicant", "Liam Byrne", "liam.byrne@example.org"},
      {"applicant", "Noa Levi", "noa.levi@example.org"},
      {"funder", "Anne Lefevre", "anne.lefevre@example.org"},
      {"funder", "Karin Holm", "karin.holm@example.org"},
  };
  return people;
}

bool has_demo(Directory& directory) {
  return directory.by_address(demo_people().front().address).has_value();
}

void fill_demo(Engine& engine, const std::filesystem::path& members_csv, const std::string& zone) {
  Directory& directory = engine.ports().directory;
  add_organisations(directory, members_csv);
  PersonId secretary;
  for (const DemoPerson& demo : demo_people()) {
    const PersonId person = directory.ensure(demo.address, demo.name);
    const std::string role = directory_role(demo);
    if (!role.empty()) directory.give_role(person, role, {}, {});
    if (!secretary) secretary = person;
  }
  open_call(engine, secretary, zone);
  open_workshop(engine, secretary, zone);
  fill_demo_plan(engine, secretary, members_csv.parent_path() / "action_items.csv", members_csv,
                 {{"National Research Agency - Agence Nationale de la Recherche",
                   "anne.lefevre@example.org", "helene.moreau@example.org"},
                  {"Vinnova", "karin.holm@example.org", "karin.holm@example.org"}});
}

std::vector<std::string> demo_lines(Directory& directory, Sessions& sessions, Instant now,
                                    const std::string& public_url) {
  std::vector<std::string> lines;
  for (const DemoPerson& demo : demo_people()) {
    const std::optional<Person> person = directory.by_address(demo.address);
    if (!person) continue;
    const std::string token = offer_sign_in(sessions, person->id, "/", now + link_life);
    lines.push_back(
        fmt::format("{}\t{}\t{}/sign-in/{}", demo.role, demo.address, public_url, token));
  }
  return lines;
}

}  // namespace accolade

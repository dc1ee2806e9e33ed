// An account as a page of text, and as JSON.
#include <algorithm>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/format.h>

#include "engine/rehearse/account.h"

namespace accolade {
namespace {

namespace json = boost::json;

constexpr std::size_t waits_shown_max = 15;
constexpr std::size_t stuck_shown_max = 5;

double days_in(Duration duration) {
  return std::chrono::duration<double, std::ratio<86'400>>(duration).count();
}

std::string in_days(Duration duration) {
  return fmt::format("{:.1f} d", days_in(duration));
}

std::string by_whom(const std::string& role) {
  return role.empty() ? "nobody" : role;
}

void write_ends(const Account& account, std::string& text) {
  text += "\nEnds reached\n";
  for (const auto& [workflow, outcomes] : account.ends) {
    for (const auto& [outcome, count] : outcomes)
      text += fmt::format("  {:>6}  {}: {}\n", count, workflow, outcome);
  }
  for (const StillOpen& open : account.still_open) {
    text += fmt::format("  {:>6}  {}: still in {}, waiting for {}\n", open.count, open.workflow,
                        open.states, open.waits_for);
  }
}

void write_letters(const Account& account, std::string& text) {
  text += "\nLetters\n";
  for (const auto& [what, count] : account.letters) {
    const auto& [workflow, letter, role] = what;
    text += fmt::format("  {:>6}  {}: {} to {}\n", count, workflow, letter, role);
  }
}

void write_waits(const Account& account, std::string& text) {
  text += "\nLongest waits\n";
  text += fmt::format("  {:<32}{:>7}{:>10}{:>10}{:>10}{:>7}  {}\n", "state", "stays", "median",
                      "90 %", "longest", "late", "owed by");
  const std::size_t shown = std::min(account.waits.size(), waits_shown_max);
  for (std::size_t index = 0; index < shown; ++index) {
    const Wait& wait = account.waits[index];
    text +=
        fmt::format("  {:<32}{:>7}{:>10}{:>10}{:>10}{:>7}  {}\n", wait.workflow + ": " + wait.state,
                    wait.stays, in_days(wait.median), in_days(wait.ninety_percent),
                    in_days(wait.longest), wait.late, by_whom(wait.owed_by));
  }
}

void write_passed(const Account& account, std::string& text) {
  text += "\nDeadlines that ended a wait\n";
  for (const Passed& passed : account.passed) {
    text += fmt::format("  {:>6}  {}: {} in {}, owed by {}\n", passed.times, passed.workflow,
                        passed.timer, passed.state, by_whom(passed.owed_by));
  }
}

void write_refusals(const Account& account, std::string& text) {
  text += "\nRefusals seen\n";
  for (const auto& [seen, count] : account.refusals) {
    text += fmt::format("  {:>6}  {}: {}: {}: {}\n", count, seen.workflow, seen.event, seen.why,
                        seen.sentence);
  }
}

void write_stuck(const Account& account, std::string& text) {
  if (!account.came_to_rest) text += "\nIt did not come to rest: people went round in circles.\n";
  if (account.stuck.empty()) {
    text += "\nNobody is stuck.\n";
    return;
  }
  text +=
      fmt::format("\nStuck: {}, with nothing due and nobody who can act\n", account.stuck.size());
  for (std::size_t index = 0; index < std::min(account.stuck.size(), stuck_shown_max); ++index) {
    const Stuck& stuck = account.stuck[index];
    text += fmt::format("  {} in {}\n", stuck.title, stuck.states);
    for (const std::string& event : stuck.events)
      text += "    " + event + "\n";
  }
  if (account.stuck.size() > stuck_shown_max) {
    text += fmt::format("  and {} more\n", account.stuck.size() - stuck_shown_max);
  }
}

json::array ends_json(const Account& account) {
  json::array ends;
  for (const auto& [workflow, outcomes] : account.ends) {
    for (const auto& [outcome, count] : outcomes)
      ends.push_back(json::object{{"workflow", workflow}, {"outcome", outcome}, {"count", count}});
  }
  return ends;
}

json::array letters_json(const Account& account) {
  json::array letters;
  for (const auto& [what, count] : account.letters) {
    const auto& [workflow, letter, role] = what;
    letters.push_back(
        json::object{{"workflow", workflow}, {"letter", letter}, {"to", role}, {"count", count}});
  }
  return letters;
}

json::array waits_json(const Account& account) {
  json::array waits;
  for (const Wait& wait : account.waits) {
    waits.push_back(json::object{{"workflow", wait.workflow},
                                 {"state", wait.state},
                                 {"owed_by", wait.owed_by},
                                 {"stays", wait.stays},
                                 {"still_there", wait.still_there},
                                 {"late", wait.late},
                                 {"median", to_text(wait.median)},
                                 {"ninety_percent", to_text(wait.ninety_percent)},
                                 {"longest", to_text(wait.longest)}});
  }
  return waits;
}

json::array passed_json(const Account& account) {
  json::array all;
  for (const Passed& passed : account.passed) {
    all.push_back(json::object{{"workflow", passed.workflow},
                               {"state", passed.state},
                               {"timer", passed.timer},
                               {"owed_by", passed.owed_by},
                               {"times", passed.times}});
  }
  return all;
}

json::array refusals_json(const Account& account) {
  json::array refusals;
  for (const auto& [seen, count] : account.refusals) {
    refusals.push_back(json::object{{"workflow", seen.workflow},
                                    {"event", seen.event},
                                    {"why", seen.why},
                                    {"sentence", seen.sentence},
                                    {"count", count}});
  }
  return refusals;
}

json::array open_json(const Account& account) {
  json::array all;
  for (const StillOpen& open : account.still_open) {
    all.push_back(json::object{{"workflow", open.workflow},
                               {"states", open.states},
                               {"waits_for", open.waits_for},
                               {"count", open.count}});
  }
  return all;
}

json::array stuck_json(const Account& account) {
  json::array all;
  for (const Stuck& stuck : account.stuck) {
    json::array events;
    for (const std::string& event : stuck.events)
      events.emplace_back(event);
    all.push_back(json::object{
        {"instance", stuck.title}, {"states", stuck.states}, {"events", std::move(events)}});
  }
  return all;
}

}  // namespace

std::string to_text(const Account& account) {
  std::string text = fmt::format("Rehearsal of {}: seed {}, {} cases\n", account.package,
                                 account.seed, account.cases);
  text += fmt::format("{} to {}: {:.0f} days, {} steps of {} instances\n",
                      to_text(account.first).substr(0, 10), to_text(account.last).substr(0, 10),
                      days_in(account.last - account.first), account.steps, account.instances);
  write_ends(account, text);
  write_letters(account, text);
  write_waits(account, text);
  write_passed(account, text);
  write_refusals(account, text);
  write_stuck(account, text);
  return text;
}

json::value to_json(const Account& account) {
  return json::object{{"package", account.package},
                      {"seed", account.seed},
                      {"cases", account.cases},
                      {"first", to_text(account.first)},
                      {"last", to_text(account.last)},
                      {"steps", account.steps},
                      {"instances", account.instances},
                      {"came_to_rest", account.came_to_rest},
                      {"ends", ends_json(account)},
                      {"letters", letters_json(account)},
                      {"waits", waits_json(account)},
                      {"deadlines", passed_json(account)},
                      {"refusals", refusals_json(account)},
                      {"still_open", open_json(account)},
                      {"stuck", stuck_json(account)}};
}

}  // namespace accolade

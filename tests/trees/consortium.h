// A small consortium on a real store and a virtual clock: one call, its people, and what they do.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "db/open.h"
#include "engine/use_case/engine.h"
#include "tests/support/temporary_folder.h"

namespace accolade {

class Consortium {
 public:
  // On SQLite in a folder of its own, at noon of 10 January 2026; the award is open until 2 March,
  // 17:00 in Brussels.
  // With `url`, on that empty database instead.
  explicit Consortium(const std::string& url = "");

  Engine& engine() { return *engine_; }
  Database& database() { return database_; }
  const std::string& url() const { return url_; }
  Instant now() const { return *now_; }
  // Moves the clock and delivers what is due, as the scheduler would.
  void advance_to(const std::string& instant);
  void jump_to(const std::string& instant) {
    *now_ = *parse_instant(instant);
  }  // the scheduler sleeps
  void deliver_due();

  PersonId secretary, chair, ada, ben;
  std::vector<PersonId> experts;
  InstanceId call;

  // Each asserts that it worked.
  InstanceId nominate(PersonId applicant);
  void fill_in(InstanceId nomination, PersonId applicant);
  InstanceId submitted(PersonId applicant);
  void fire(InstanceId target, const std::string& event, PersonId actor, Answers answers = {});
  std::vector<InstanceId> assign(InstanceId nomination, const std::vector<PersonId>& reviewers);
  void review(InstanceId review, PersonId reviewer, int impact, int transfer);

  Refusal refused(InstanceId target, const std::string& event, PersonId actor,
                  Answers answers = {});
  Configuration configuration(InstanceId id);
  Fields fields(InstanceId id);
  std::vector<std::string> faults();                // what `accolade verify` finds
  std::vector<std::string> letters(InstanceId id);  // "receipt to Ada", sorted by queueing

 private:
  TemporaryFolder folder_;
  std::string url_;
  std::shared_ptr<Instant> now_;
  Database database_;
  std::unique_ptr<Engine> engine_;
};

boost::json::value scores(int impact, int transfer);

}  // namespace accolade

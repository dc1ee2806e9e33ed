// Opens the store with a clock of its own, and with a journal that hears every decision.
#include "handlers/commands/rehearsal.h"

#include <atomic>
#include <memory>

#include "db/open.h"
#include "engine/use_case/transact.h"
#include "handlers/commands/command.h"

namespace accolade {

Account rehearse_on(const std::string& url, const Package& package, Rehearsal rehearsal) {
  migrate(url);
  Journal journal;
  const auto clock = std::make_shared<std::atomic<Instant>>(rehearsal_begins);
  Database database =
      open(url, [&journal](Packages& packages) { return watched(decide_with(packages), journal); },
           {.clock = [clock] { return clock->load(); }});
  Engine engine(ports_of(database));
  database.packages->publish(package);
  rehearsal.set_clock = [clock](Instant now) { clock->store(now); };

  const Outcome<Account> account = perform(engine, package, journal, rehearsal);
  if (!account) throw CommandRefused(account.refusal().sentence);
  return *account;
}

}  // namespace accolade

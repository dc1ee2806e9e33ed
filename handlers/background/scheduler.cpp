// Found without a lock; each instance is woken in a commit of its own.
#include "handlers/background/scheduler.h"

#include "handlers/http/log.h"

namespace accolade {
namespace {

constexpr int wake_round_max = 200;

}  // namespace

bool deliver_due(Engine& engine) {
  const std::vector<InstanceId> due = engine.ports().instances.due(wake_round_max);
  bool all_delivered = true;
  for (const InstanceId id : due) {
    try {
      engine.wake(id);
    } catch (const std::exception& broken) {
      all_delivered = false;
      http::log_broken("", "instance " + id.text() + " could not be woken: " + broken.what());
    }
  }
  return all_delivered && static_cast<int>(due.size()) == wake_round_max;
}

}  // namespace accolade

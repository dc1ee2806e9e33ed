// Found without a lock; each instance is woken in a step of its own.
#include "handlers/background/scheduler.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "handlers/http/log.h"

namespace accolade {
namespace {

constexpr int wake_round_max = 200;
constexpr std::size_t wakers_max = 32;  // they wait for the store

bool wake(Engine& engine, InstanceId id) {
  try {
    engine.wake(id);
    return true;
  } catch (const std::exception& broken) {
    http::log_broken("", "instance " + id.text() + " could not be woken: " + broken.what());
    return false;
  }
}

}  // namespace

bool deliver_due(Engine& engine, Duration patience) {
  const std::vector<InstanceId> due = engine.ports().instances.due(wake_round_max, patience);
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> all_delivered = true;
  const auto work = [&] {
    for (std::size_t place = next++; place < due.size(); place = next++) {
      if (!wake(engine, due[place])) all_delivered = false;
    }
  };
  {
    std::vector<std::jthread> wakers;
    for (std::size_t count = 1; count < std::min(due.size(), wakers_max); ++count)
      wakers.emplace_back(work);
    work();
  }
  return all_delivered && static_cast<int>(due.size()) == wake_round_max;
}

}  // namespace accolade

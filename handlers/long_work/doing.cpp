// Claim, keep the lease while it is done, end.
#include "handlers/long_work/doing.h"

#include <condition_variable>
#include <mutex>
#include <thread>

#include <boost/json/parse.hpp>

#include "handlers/http/log.h"
#include "handlers/long_work/work.h"

namespace accolade {
namespace {

constexpr int broken_tries_max = 5;

// Says every now and then that whoever works is still there.
class Heartbeat {
 public:
  Heartbeat(LongWorks& works, const LongWork& work)
      : thread_([&works, held = work, this](const std::stop_token& stop) {
          beat(works, held, stop);
        }) {}

 private:
  void beat(LongWorks& works, const LongWork& held, const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (!stopped_.wait_for(lock, stop, work_lease / 4, [&] { return stop.stop_requested(); })) {
      try {
        if (!works.hold(held, work_lease)) return;
      } catch (const std::exception& broken) {
        http::log_broken("", "the lease of work " + held.id.text() + ": " + broken.what());
      }
    }
  }

  std::mutex mutex_;
  std::condition_variable_any stopped_;
  std::jthread thread_;  // last: it uses the others
};

Outcome<Done> done(const WorkRoom& room, LongWork& work) {
  const DoWork kind = kind_of_work(work.kind);
  if (kind == nullptr) return Refusal{Why::Failed, "This version does not know such work."};
  LongWorks& works = room.pages.engine.ports().works;
  const boost::json::object asked = boost::json::parse(work.asked).as_object();
  const Heartbeat heartbeat(works, work);
  WorkAtHand at_hand{room.pages, work, asked, [&] {
                       if (!works.report(work) || room.is_ending()) throw WorkLeft();
                     }};
  return kind(at_hand);
}

void end(LongWorks& works, LongWork& work, const Outcome<Done>& outcome) {
  work.stage = outcome ? WorkStage::Done : WorkStage::Refused;
  if (!outcome) work.step = outcome.refusal().sentence;
  works.end(work);
}

}  // namespace

void forget_long_work(Ports& ports) {
  ports.works.forget(ports.instances.now() - long_work_kept);
}

bool do_long_work(const WorkRoom& room) {
  Ports& ports = room.pages.engine.ports();
  std::optional<LongWork> work = ports.works.claim(work_lease);
  if (!work) return false;
  try {
    end(ports.works, *work, done(room, *work));
  } catch (const WorkLeft&) {
    ports.works.hold(*work, Duration::zero());
    return false;
  } catch (const std::exception& broken) {
    http::log_broken("", "work " + work->id.text() + ": " + broken.what());
    // Perhaps the database was away; it is tried again when the lease has lapsed.
    if (work->fence < broken_tries_max) return true;
    work->stage = WorkStage::Failed;
    work->step = "It could not be done. Please tell whoever runs this system.";
    ports.works.end(*work);
  }
  return true;
}

}  // namespace accolade

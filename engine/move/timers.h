// Where the timers and the delayed sends of an instance go.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/move/configuration.h"

namespace accolade {

// The rule of the new version that takes a timer over; none and no fault: it is dropped.
struct TimerImage {
  const TimerRule* rule = nullptr;
  std::string state;  // of the new version, as Timer::state has it
  std::optional<MoveFault> fault;
};

// `configuration` is the image that the timer would live in. Kept by its own name, or by the name
// that the map gives, where the state that takes its state's place has such a timer.
TimerImage image_of_timer(const WorkflowMove& move, const std::string& state,
                          const std::string& name, const Configuration& configuration);

// The event of a delayed send: itself, another one, empty (dropped); a fault where no transition of
// the new version takes it.
struct SendImage {
  std::string event;
  std::optional<MoveFault> fault;
};
SendImage image_of_send(const WorkflowMove& move, const std::string& event);

}  // namespace accolade

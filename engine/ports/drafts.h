// Answers as they are typed: durable before they are acknowledged, but no step.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/machine/decide.h"

namespace accolade {

struct DraftAnswer {
  std::string field;
  boost::json::value value;   // as typed
  std::int64_t sequence = 0;  // of the page, in microseconds of its clock; the highest wins
};

class Drafts {
 public:
  virtual ~Drafts() = default;
  // Durable when it returns. An older sequence number than the stored one is dropped, silently: it
  // is late. False if there is no such instance.
  virtual bool save(InstanceId instance, PersonId editor,
                    const std::vector<DraftAnswer>& answers) = 0;
  virtual Answers load(InstanceId instance) = 0;
};

}  // namespace accolade

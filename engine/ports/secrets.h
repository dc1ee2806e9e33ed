// What this installation alone knows. Kept by the database, so that all its nodes know the same.
#pragma once

#include <string>

namespace accolade {

class Secrets {
 public:
  virtual ~Secrets() = default;
  // The secret of this installation: `fresh`, 32 bytes of chance in any spelling, if there is none
  // yet, else the one that is there. Of several programs that begin at once all get the same.
  virtual std::string secret(const std::string& fresh) = 0;
};

}  // namespace accolade

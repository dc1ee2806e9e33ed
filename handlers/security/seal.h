// Codes that name an instance and prove that we handed them out: on a ticket, on a certificate, in
// a link. Nothing is stored for them but the one secret of the installation.
//
// A code is the instance's number and 12 characters of a keyed BLAKE2b (RFC 7693) of it and, where
// it is somebody's own, of that person's, in an alphabet of 30 characters without those that are
// taken for others (0 O 1 I L U), in groups of four: "2F7K-9QXM-3H7B-WCDA". 58 bits: nobody guesses
// one through a page that limits attempts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/value/ids.h"

namespace accolade {

// What a code is good for; a code for one purpose is worth nothing for another.
enum class SealPurpose { Ticket, Certificate, Link };

// Thread-safe. Whoever holds one can make every code: it is never logged or shown.
class Seal {
 public:
  // `secret`: 32 bytes of chance in any spelling. Throws std::invalid_argument for one that is
  // shorter than 32 characters.
  explicit Seal(std::string secret);

  // The same one every time. `instance` is above 0; `holder` 0: nobody's own.
  std::string code(SealPurpose purpose, InstanceId instance, PersonId holder = {}) const;

  // The instance of a code that `code` made for this purpose and holder; none for every other text.
  // Small letters are as good as capitals; spaces and hyphens count for nothing. Takes as long for
  // a code that is wrong at its beginning as for one that is wrong at its end.
  std::optional<InstanceId> opened(SealPurpose purpose, std::string_view typed,
                                   PersonId holder = {}) const;

  // The instance that a text names in the manner of a code, whoever made it: it proves nothing.
  static std::optional<InstanceId> named(std::string_view typed);

 private:
  std::string proof(SealPurpose purpose, InstanceId instance, PersonId holder) const;

  const std::string secret_;
};

}  // namespace accolade

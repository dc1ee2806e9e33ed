// GLib (which comes with gmime) tells bad UTF-8 and U+0000 in one pass.
#include "handlers/http/plain_text.h"

#include <glib.h>

namespace accolade::http {

bool is_plain_text(std::string_view bytes) {
  return g_utf8_validate(bytes.data(), static_cast<gssize>(bytes.size()), nullptr) != FALSE;
}

}  // namespace accolade::http

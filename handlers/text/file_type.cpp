// The owner of libmagic.
#include "handlers/text/file_type.h"

#include <memory>
#include <mutex>
#include <stdexcept>

#include <magic.h>

namespace accolade {
namespace {

constexpr std::size_t looked_at_bytes = std::size_t{64} << 10;

struct Close {
  void operator()(magic_t cookie) const { magic_close(cookie); }
};
using Cookie = std::unique_ptr<magic_set, Close>;

Cookie open_database() {
  Cookie cookie(magic_open(MAGIC_MIME_TYPE));
  if (!cookie || magic_load(cookie.get(), nullptr) != 0)
    throw std::runtime_error("the database of file types is missing: install libmagic-mgc");
  return cookie;
}

}  // namespace

// One cookie behind a mutex: loading takes longer than looking, and uploads are rare.
std::string content_type_of(std::string_view bytes) {
  static std::mutex mutex;
  static const Cookie cookie = open_database();

  const std::lock_guard lock(mutex);
  const std::string_view beginning = bytes.substr(0, looked_at_bytes);
  const char* type = magic_buffer(cookie.get(), beginning.data(), beginning.size());
  if (!type) throw std::runtime_error(std::string("libmagic: ") + magic_error(cookie.get()));
  return type;
}

bool is_pdf(std::string_view bytes) {
  return content_type_of(bytes) == "application/pdf";
}

}  // namespace accolade

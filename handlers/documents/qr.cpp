// The owner of libqrencode, which knows the masks and the Reed-Solomon codes.
#include "handlers/documents/qr.h"

#include <cerrno>
#include <memory>
#include <stdexcept>
#include <system_error>

#include <fmt/format.h>
#include <qrencode.h>

namespace accolade {
namespace {

constexpr std::size_t code_bytes_max = 1'000;

struct FreeQr {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '&')
      safe += "&amp;";
    else if (c == '<')
      safe += "&lt;";
    else if (c == '>')
      safe += "&gt;";
    else
      safe += c;
  }
  return safe;
}

// "M4 5h3v1h-3z": the dark modules from `column` on that touch each other.
void add_run(std::string& path, int row, int column, int length) {
  path += fmt::format("M{} {}h{}v1h-{}z", column + qr_quiet_modules, row + qr_quiet_modules, length,
                      length);
}

}  // namespace

QrCode qr_code(std::string_view text) {
  if (text.empty() || text.size() > code_bytes_max) {
    throw std::invalid_argument("a QR code holds 1 to 1,000 bytes here");
  }
  const std::string copy(text);
  const std::unique_ptr<QRcode, FreeQr> made(
      QRcode_encodeData(static_cast<int>(copy.size()),
                        reinterpret_cast<const unsigned char*>(copy.data()), 0, QR_ECLEVEL_M));
  if (!made) throw std::system_error(errno, std::generic_category(), "libqrencode");
  QrCode code{made->width, {}};
  const int modules = code.side * code.side;
  for (int i = 0; i < modules; ++i)
    code.dark.push_back((made->data[i] & 1U) != 0);
  return code;
}

std::string svg_of(const QrCode& code, std::string_view title) {
  std::string path;
  for (int row = 0; row < code.side; ++row) {
    for (int column = 0; column < code.side; ++column) {
      int length = 0;
      while (column + length < code.side && code.is_dark(row, column + length))
        ++length;
      if (length > 0) add_run(path, row, column, length);
      column += length;
    }
  }
  const int side = code.side + 2 * qr_quiet_modules;
  return fmt::format(
      R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" width="{1}" height="{1}" role="img" shape-rendering="crispEdges"><title>{2}</title><rect width="{0}" height="{0}" fill="#fff"/><path d="{3}"/></svg>)",
      side, 8 * side, escaped(title), path);
}

}  // namespace accolade

// QR codes (ISO/IEC 18004), error correction M.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace accolade {

struct QrCode {
  int side = 0;            // modules, without the quiet zone
  std::vector<bool> dark;  // row by row

  bool is_dark(int row, int column) const {
    return dark[static_cast<std::size_t>(row * side + column)];
  }
};

// The light modules around it that scanners need.
inline constexpr int qr_quiet_modules = 4;

// Throws std::invalid_argument for a text that is empty or longer than 1,000 bytes.
QrCode qr_code(std::string_view text);

// A whole SVG file with its quiet zone, black on white, `title` for those who do not see it.
std::string svg_of(const QrCode& code, std::string_view title);

}  // namespace accolade

// The owner of libcsv.
#include "handlers/text/csv.h"

#include <algorithm>
#include <new>
#include <optional>

#include <csv.h>
#include <fmt/format.h>

namespace accolade {
namespace {

bool is_plain_number(std::string_view field) {
  if (field.starts_with('-')) field.remove_prefix(1);
  return !field.empty() && field.find_first_not_of("0123456789.") == std::string_view::npos &&
         std::count(field.begin(), field.end(), '.') <= 1;
}

bool looks_like_a_formula(std::string_view field) {
  constexpr std::string_view beginnings = "=+-@\t\r";
  return !field.empty() && beginnings.find(field.front()) != std::string_view::npos &&
         !is_plain_number(field);
}

std::string quoted_cell(std::string_view field) {
  std::string text(2 * field.size() + 2, '\0');
  text.resize(csv_write(text.data(), text.size(), field.data(), field.size()));
  return text;
}

Refusal refused_table(std::string sentence) {
  return {Why::Invalid, std::move(sentence)};
}

class CsvReading {
 public:
  explicit CsvReading(char separator) {
    csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&parser_, static_cast<unsigned char>(separator));
  }
  ~CsvReading() { csv_free(&parser_); }
  CsvReading(const CsvReading&) = delete;
  CsvReading& operator=(const CsvReading&) = delete;

  // libcsv says where no row began, so it gets one line at a time and the lines are counted here.
  std::optional<Refusal> take_line(std::string_view line) {
    ++line_;
    const std::size_t taken = csv_parse(&parser_, line.data(), line.size(), on_field, on_row, this);
    if (taken != line.size()) return stopped();
    return row_fault_;
  }

  std::optional<Refusal> finish() {
    if (csv_fini(&parser_, on_field, on_row, this) != 0)
      return refused_table(
          fmt::format("Line {}: a quotation mark is opened and never closed.", begun_));
    return row_fault_;
  }

  std::vector<CsvRow> take_rows() { return std::move(rows_); }

 private:
  static void on_field(void* bytes, std::size_t size, void* self) {
    static_cast<CsvReading*>(self)->row_.emplace_back(static_cast<const char*>(bytes), size);
  }
  static void on_row(int, void* self) { static_cast<CsvReading*>(self)->end_row(); }

  void end_row() {
    if (!rows_.empty() && row_.size() != rows_.front().size() && !row_fault_)
      row_fault_ = refused_table(fmt::format("Line {} has {} columns, but the first row has {}.",
                                             begun_, row_.size(), rows_.front().size()));
    rows_.push_back(std::move(row_));
    row_.clear();
    begun_ = line_ + 1;
  }

  Refusal stopped() {
    if (csv_error(&parser_) != CSV_EPARSE) throw std::bad_alloc();
    return refused_table(
        fmt::format("Line {}: a quotation mark is in the wrong place. A field that contains one is "
                    "quoted as a whole, and the mark is doubled.",
                    line_));
  }

  csv_parser parser_;
  std::vector<CsvRow> rows_;
  CsvRow row_;
  std::size_t line_ = 0;
  std::size_t begun_ = 1;
  std::optional<Refusal> row_fault_;
};

}  // namespace

std::string csv_from_rows(const std::vector<CsvRow>& rows) {
  std::string text;
  for (const CsvRow& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) text += ',';
      text += quoted_cell(looks_like_a_formula(row[i]) ? "'" + row[i] : row[i]);
    }
    text += "\r\n";
  }
  return text;
}

Outcome<std::vector<CsvRow>> rows_from_csv(std::string_view text, char separator) {
  if (text.size() > csv_bytes_max) return refused_table("The table is larger than 16 MiB.");
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);

  CsvReading reading(separator);
  while (!text.empty()) {
    const std::size_t line_end = std::min(text.find('\n'), text.size() - 1) + 1;
    if (auto refusal = reading.take_line(text.substr(0, line_end))) return *refusal;
    text.remove_prefix(line_end);
  }
  if (auto refusal = reading.finish()) return *refusal;
  return reading.take_rows();
}

}  // namespace accolade

// The owner of libxlsxwriter, which writes what a spreadsheet takes for its own file.
#include "handlers/documents/workbook.h"

#include <algorithm>
#include <cerrno>
#include <stdexcept>
#include <system_error>

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "handlers/documents/plain_words.h"
#include "handlers/text/csv.h"

namespace accolade {
namespace {

constexpr std::size_t rows_max = 1'048'575;
constexpr std::size_t cell_units_max = 32'767;  // UTF-16
constexpr std::size_t sheet_name_bytes_max = 31;
constexpr std::size_t column_width_min = 8, column_width_max = 60;

template <class... Ts>
struct Match : Ts... {
  using Ts::operator()...;
};
template <class... Ts>
Match(Ts...) -> Match<Ts...>;

std::string two_digits(int number) {
  return fmt::format("{:02}", number);
}

std::string said(const Cell& cell) {
  return std::visit(Match{[](const std::string& text) { return text; },
                          [](const Decimal& number) { return number.text(); },
                          [](const Day& day) { return to_text(day); },
                          [](const LocalTime& time) {
                            return to_text(time.day) + " " + two_digits(time.hour) + ":" +
                                   two_digits(time.minute);
                          }},
                    cell);
}

// A file in memory that has a path.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(memfd_create("workbook", MFD_CLOEXEC)) {
    if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "memfd_create");
  }
  ~MemoryFile() { close(descriptor_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  std::string path() const { return fmt::format("/proc/self/fd/{}", descriptor_); }
  std::string bytes() const {
    const off_t size = lseek(descriptor_, 0, SEEK_END);
    std::string all(static_cast<std::size_t>(std::max<off_t>(size, 0)), '\0');
    std::size_t done = 0;
    while (done < all.size()) {
      const ssize_t got =
          pread(descriptor_, all.data() + done, all.size() - done, static_cast<off_t>(done));
      if (got <= 0) throw std::system_error(errno, std::generic_category(), "pread");
      done += static_cast<std::size_t>(got);
    }
    return all;
  }

 private:
  const int descriptor_;
};

void check(lxw_error error) {
  if (error != LXW_NO_ERROR) throw std::runtime_error(lxw_strerror(error));
}

bool begins_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U;
}

std::string cut_to_a_cell(std::string_view text) {
  const std::string clean = lines_of(text);
  std::size_t units = 0;
  for (std::size_t at = 0; at < clean.size(); ++at) {
    if (!begins_character(clean[at])) continue;
    units += static_cast<unsigned char>(clean[at]) >= 0xf0U ? 2 : 1;
    if (units > cell_units_max) return clean.substr(0, at);
  }
  return clean;
}

std::string sheet_name(const std::string& title) {
  std::string name;
  for (const char c : one_line_of(title))
    name += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : ' ';
  if (name.size() > sheet_name_bytes_max) {
    std::size_t end = sheet_name_bytes_max;
    while (end > 0 && !begins_character(name[end]))
      --end;
    name.resize(end);
  }
  return name.empty() ? "List" : name;
}

class Book {
 public:
  explicit Book(const std::string& path) : book_(workbook_new(path.c_str())) {
    if (book_ == nullptr) throw std::runtime_error("libxlsxwriter made no workbook");
    bold_ = workbook_add_format(book_);
    format_set_bold(bold_);
    day_ = workbook_add_format(book_);
    format_set_num_format(day_, "yyyy-mm-dd");
    time_ = workbook_add_format(book_);
    format_set_num_format(time_, "yyyy-mm-dd hh:mm");
  }
  ~Book() {
    if (book_ != nullptr) workbook_close(book_);
  }
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;

  void write(const Table& table) {
    sheet_ = workbook_add_worksheet(book_, sheet_name(table.title).c_str());
    if (sheet_ == nullptr) sheet_ = workbook_add_worksheet(book_, nullptr);
    for (std::size_t i = 0; i < table.headings.size(); ++i)
      check(worksheet_write_string(sheet_, 0, column(i), cut_to_a_cell(table.headings[i]).c_str(),
                                   bold_));
    for (std::size_t row = 0; row < table.rows.size(); ++row)
      for (std::size_t i = 0; i < table.rows[row].size(); ++i)
        write(static_cast<lxw_row_t>(row + 1), column(i), table.rows[row][i]);
    worksheet_freeze_panes(sheet_, 1, 0);
    if (!table.headings.empty())
      check(worksheet_autofilter(sheet_, 0, 0, static_cast<lxw_row_t>(table.rows.size()),
                                 column(table.headings.size() - 1)));
    set_widths(table);
  }

  void close() {
    const lxw_error error = workbook_close(book_);
    book_ = nullptr;
    check(error);
  }

 private:
  static lxw_col_t column(std::size_t number) { return static_cast<lxw_col_t>(number); }

  void write(lxw_row_t row, lxw_col_t column, const Cell& cell) {
    std::visit(Match{[&](const std::string& text) { write_text(row, column, text); },
                     [&](const Decimal& number) {
                       const double value = static_cast<double>(number.units()) / Decimal::scale;
                       check(worksheet_write_number(sheet_, row, column, value, nullptr));
                     },
                     [&](const Day& day) { write_date(row, column, {day}, cell, day_); },
                     [&](const LocalTime& time) { write_date(row, column, time, cell, time_); }},
               cell);
  }

  void write_text(lxw_row_t row, lxw_col_t column, const std::string& text) {
    if (text.empty()) return;
    check(worksheet_write_string(sheet_, row, column, cut_to_a_cell(text).c_str(), nullptr));
  }

  // Spreadsheets count days from 1900.
  void write_date(lxw_row_t row, lxw_col_t column, const LocalTime& time, const Cell& cell,
                  lxw_format* format) {
    const std::chrono::year_month_day date(time.day);
    constexpr int first_year = 1900;
    if (static_cast<int>(date.year()) < first_year) return write_text(row, column, said(cell));
    lxw_datetime value{static_cast<int>(date.year()),
                       static_cast<int>(static_cast<unsigned>(date.month())),
                       static_cast<int>(static_cast<unsigned>(date.day())),
                       time.hour,
                       time.minute,
                       0};
    check(worksheet_write_datetime(sheet_, row, column, &value, format));
  }

  void set_widths(const Table& table) {
    for (std::size_t i = 0; i < table.headings.size(); ++i) {
      std::size_t width = std::max(column_width_min, table.headings[i].size() + 4);
      for (const auto& row : table.rows)
        if (i < row.size()) width = std::max(width, said(row[i]).size() + 1);
      check(worksheet_set_column(sheet_, column(i), column(i),
                                 static_cast<double>(std::min(width, column_width_max)), nullptr));
    }
  }

  lxw_workbook* book_;
  lxw_worksheet* sheet_ = nullptr;
  lxw_format *bold_ = nullptr, *day_ = nullptr, *time_ = nullptr;
};

}  // namespace

std::string xlsx_of(const Table& table) {
  if (table.rows.size() > rows_max) throw std::runtime_error("a spreadsheet has no such many rows");
  const MemoryFile file;
  Book book(file.path());
  book.write(table);
  book.close();
  return file.bytes();
}

std::string csv_of(const Table& table) {
  std::vector<CsvRow> rows = {table.headings};
  for (const auto& row : table.rows) {
    CsvRow& texts = rows.emplace_back();
    for (const Cell& cell : row)
      texts.push_back(said(cell));
  }
  return csv_from_rows(rows);
}

}  // namespace accolade

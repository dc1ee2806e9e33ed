// Views of two kinds of children across each other: who has taken up what.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/definition/diagnostic.h"

namespace accolade {

// What is added up of the cells of a matrix, one sum for each unit. A cell that says `unless` is in
// no sum: how many there are stands beside it.
struct MatrixSum {
  std::string of;      // a number of the cells
  std::string unit;    // their choice or text: the currency
  std::string unless;  // their yes or no
  bool operator==(const MatrixSum&) const = default;
};

// Columns to which nobody has come: without a cell whose value is one of `in`.
struct MatrixGap {
  std::string title, text;
  std::vector<std::string> in;  // codes of the value
  std::string after;   // a date of the columns: only those whose date has passed; empty: all
  std::string covers;  // choices of columns and of cells: those of the column that no cell has
  std::vector<std::string> roles = {};  // who sees the list; empty: all who see the matrix
  bool operator==(const MatrixGap&) const = default;
};

// The same matrix as it was signed for a year: `of` are children of the rows, too, whose field
// `year` is a whole number and whose `cells` are fields of type copies of the matrix's cells.
struct MatrixYears {
  std::string of, year, title;
  std::vector<std::string> in;     // only those in one of these states
  std::vector<std::string> cells;  // rows of one column in several of them are one cell
  std::vector<std::string> roles;  // who may choose a year
  bool operator==(const MatrixYears&) const = default;
};

// `rows` and `columns` are children of this instance; `cells` are children of the rows, and their
// field `by` names the column.
struct MatrixView {
  std::string name, title, text;
  std::string rows, columns, cells;
  std::string by;
  std::string value;                         // a choice of the cells
  std::map<std::string, std::string> signs;  // of its codes, for the eye; the code where left out
  std::vector<std::string> filters;          // fields of the columns or of the rows
  std::vector<MatrixSum> sums;               // none or one
  std::vector<MatrixGap> gaps;
  std::vector<MatrixYears> years = {};  // none or one
  std::vector<std::string> roles;  // who sees it; its parts are cut by their `sees` all the same
  bool operator==(const MatrixView&) const = default;
};

// A table to fill in: a row for each `rows` of the parent, answered by the child `cells` of this
// instance whose field `by` names it; `start` makes that child, `change` is an event of it.
struct SheetView {
  std::string name, title, text;
  std::string rows, cells, by;
  std::vector<std::string> columns;  // fields of the cells
  std::string start, change;
  std::vector<std::string> roles;
  Place place = {};
};

}  // namespace accolade

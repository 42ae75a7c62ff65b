// From a table to people: which column is which says the first line.
#include <algorithm>
#include <array>

#include "client/vcard/encoding.hpp"
#include "client/vcard/headings.hpp"
#include "client/vcard/lines.hpp"
#include "client/wire/content.hpp"

namespace stille::client::vcard {

namespace {

struct Row {
  std::size_t line = 0;
  std::vector<std::string> cells;
};

/// RFC 4180, with whatever stands between the cells.
class Rows {
 public:
  Rows(std::string_view file, char separator, std::size_t line)
      : rest_(file), separator_(separator), line_(line) {}

  std::optional<Row> next() {
    while (rest_.starts_with('\n') || rest_.starts_with("\r\n")) take_end();
    if (rest_.empty()) return std::nullopt;
    Row out{.line = line_, .cells = {}};
    for (;;) {
      if (!take_cell(out)) return std::nullopt;
      if (!rest_.starts_with(separator_)) break;
      rest_.remove_prefix(1);
    }
    if (rest_.empty() || take_end()) return out;
    trouble_ = Trouble{Wrong::form, line_};
    return std::nullopt;
  }
  [[nodiscard]] const std::optional<Trouble>& trouble() const { return trouble_; }
  [[nodiscard]] std::string_view rest() const { return rest_; }
  [[nodiscard]] std::size_t line() const { return line_; }

 private:
  bool take_end() {
    if (rest_.starts_with("\r\n")) rest_.remove_prefix(1);
    if (!rest_.starts_with('\n')) return false;
    rest_.remove_prefix(1);
    ++line_;
    return true;
  }

  bool take_cell(Row& into) {
    if (rest_.starts_with('"')) return take_quoted(into);
    const char ends[] = {separator_, '\r', '\n'};
    auto end = std::min(rest_.find_first_of(std::string_view(ends, 3)), rest_.size());
    into.cells.emplace_back(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return true;
  }

  bool take_quoted(Row& into) {
    const auto begun = line_;
    std::string cell;
    for (rest_.remove_prefix(1);; rest_.remove_prefix(1)) {
      if (rest_.empty()) {
        trouble_ = Trouble{Wrong::unfinished, begun};
        return false;
      }
      if (rest_.front() == '"') {
        rest_.remove_prefix(1);
        if (!rest_.starts_with('"')) break;
      }
      if (rest_.front() == '\n') ++line_;
      if (rest_.front() != '\r') cell += rest_.front();
    }
    into.cells.push_back(std::move(cell));
    return true;
  }

  std::string_view rest_;
  char separator_;
  std::size_t line_;
  std::optional<Trouble> trouble_;
};

// What stands most often in the line of headings.
char separator_in(std::string_view file) {
  const auto first = file.substr(0, file.find('\n'));
  char out = ',';
  for (const char c : {';', '\t'}) {
    if (std::ranges::count(first, c) > std::ranges::count(first, out)) out = c;
  }
  return out;
}

void add_all(std::vector<std::string>& into, std::string_view cell) {
  while (!cell.empty()) {
    const auto end = std::min(cell.find_first_of(",;\n"), cell.size());
    if (const auto one = trimmed(cell.substr(0, end)); !one.empty()) into.emplace_back(one);
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
}

// One widespread program puts ":::" between labels and a star before its own, which say nothing about people.
void add_labels(std::vector<std::string>& into, std::string_view cell) {
  constexpr std::string_view kBetween = ":::";
  if (cell.find(kBetween) == std::string_view::npos && !cell.starts_with("* ")) return add_all(into, cell);
  while (!cell.empty()) {
    const auto end = std::min(cell.find(kBetween), cell.size());
    const auto one = trimmed(cell.substr(0, end));
    if (!one.empty() && !one.starts_with('*')) into.emplace_back(one);
    cell.remove_prefix(std::min(end + kBetween.size(), cell.size()));
  }
}

void set(std::string& into, std::string_view cell) {
  if (into.empty()) into = trimmed(cell);
}

// Where the first byte stands that is no text.
std::size_t line_of_trouble(std::string_view file) {
  std::size_t number = 1;
  for (; !file.empty(); ++number) {
    const auto end = std::min(file.find('\n'), file.size());
    if (!wire::is_utf8(file.substr(0, end))) return number;
    file.remove_prefix(std::min(end + 1, file.size()));
  }
  return number;
}

Person person_in(const Row& row, const std::vector<Column>& columns) {
  Person out;
  out.line = row.line;
  std::string given;
  std::string family;
  for (std::size_t at = 0; at < row.cells.size(); ++at) {
    const auto& cell = row.cells[at];
    switch (columns[at]) {
      case Column::none:
        break;
      case Column::uid:
        set(out.uid, cell);
        break;
      case Column::name:
        set(out.name, cell);
        break;
      case Column::given:
        set(given, cell);
        break;
      case Column::family:
        set(family, cell);
        break;
      case Column::role:
        set(out.role, cell);
        break;
      case Column::company:
        set(out.company, cell);
        break;
      case Column::city:
        set(out.city, cell);
        break;
      case Column::birthday:
        set(out.birthday, birthday_in_table(cell));
        break;
      case Column::note:
        set(out.note, cell);
        break;
      case Column::languages:
        add_all(out.languages, cell);
        break;
      case Column::topics:
        add_all(out.topics, cell);
        break;
      case Column::circles:
        add_labels(out.circles, cell);
        break;
    }
  }
  const auto between = given.empty() || family.empty() ? "" : " ";
  set(out.name, given.append(between).append(family));
  return out;
}

bool names_people(const std::vector<Column>& columns) {
  return std::ranges::any_of(columns, [](Column column) {
    return column == Column::name || column == Column::given || column == Column::family;
  });
}

bool is_empty(const Row& row) {
  return std::ranges::all_of(row.cells, [](const std::string& cell) { return trimmed(cell).empty(); });
}

}  // namespace

Reading read_table(std::string_view file) {
  if (file.size() > kLargestFile) return {{}, Trouble{Wrong::too_large, 1}};
  const auto text = to_utf8(file);
  if (!text) return {{}, Trouble{Wrong::encoding, line_of_trouble(file)}};
  std::vector<Column> columns;
  Rows rows(*text, separator_in(*text), 1);
  // Some programs say something about the file before the line of headings.
  for (std::size_t tries = 0; !names_people(columns); ++tries) {
    if (tries == kMostLinesBefore || rows.rest().empty()) return {{}, Trouble{Wrong::headings, 1}};
    rows = Rows(rows.rest(), separator_in(rows.rest()), rows.line());
    const auto first = rows.next();
    if (rows.trouble()) return {{}, rows.trouble()};
    columns.clear();
    for (const auto& heading : first.value_or(Row{}).cells) columns.push_back(column_of(heading));
  }
  Reading out;
  while (const auto row = rows.next()) {
    if (is_empty(*row)) continue;
    if (row->cells.size() > columns.size()) return {{}, Trouble{Wrong::form, row->line}};
    if (out.people.size() == kMostPeople) return {{}, Trouble{Wrong::crowded, row->line}};
    out.people.push_back(person_in(*row, columns));
    if (out.people.back().name.empty()) return {{}, Trouble{Wrong::nameless, row->line}};
  }
  if (rows.trouble()) return {{}, rows.trouble()};
  return out;
}

}  // namespace stille::client::vcard

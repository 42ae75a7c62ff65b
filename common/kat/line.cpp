#include "common/kat/line.hpp"

namespace stille::kat {

Line read_line(std::streambuf& in, std::string& line) {
  using Traits = std::streambuf::traits_type;
  line.clear();
  std::size_t length = 0;
  for (;;) {
    const auto next = in.sbumpc();
    const bool ended = Traits::eq_int_type(next, Traits::eof());
    if (ended && length == 0) return Line::end;
    if (ended || Traits::to_char_type(next) == '\n')
      return length > kLongestLine ? Line::too_long : Line::complete;
    if (++length <= kLongestLine) line.push_back(Traits::to_char_type(next));
  }
}

}  // namespace stille::kat

#include "client/cli/shell.hpp"

#include <array>
#include <utility>

namespace stille::cli {
namespace {

// Bash takes words apart at = and : too, and replaces the last piece alone.
constexpr std::string_view kBash = R"(_stille() {
  local program=stille line=$COMP_LINE words=() answer=() i piece rest prefix
  [[ $1 == */* ]] && program=${1/#\~\//$HOME/}
  line=${line:0:COMP_POINT}
  for ((i = 0; i <= COMP_CWORD; i++)); do
    piece=${COMP_WORDS[i]}
    ((i == 0)) && line=${line#*"$piece"} && continue
    rest=${line#"${line%%[![:space:]]*}"}
    ((i == COMP_CWORD)) && piece=$rest
    if [[ $rest == "$line" ]] && ((i > 1)); then words[-1]+=$piece; else words+=("$piece"); fi
    line=${rest:${#piece}}
  done
  [[ ${words[-1]} == *"$2" ]] && prefix=${words[-1]%"$2"}
  mapfile -t answer < <("$program" complete bash -- "${words[@]}" 2>/dev/null)
  case ${answer[0]} in
    :files) compopt -o default ;;
    :folders) compopt -o dirnames ;;
  esac
  COMPREPLY=()
  for piece in "${answer[@]:1}"; do
    piece=${piece%%$'\t'*}
    COMPREPLY+=("${piece#"$prefix"}")
  done
}
complete -F _stille stille
)";

constexpr std::string_view kZsh = R"(#compdef stille
_stille() {
  local program=stille line word about
  local -a answer candidates
  [[ $words[1] == */* ]] && program=${~words[1]}
  answer=("${(@f)$("$program" complete zsh -- "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
  for line in "${(@)answer[2,-1]}"; do
    word=${line%%$'\t'*} about=${line#*$'\t'}
    candidates+=("${${word//\\/\\\\}//:/\\:}${about:+:$about}")
  done
  (($#candidates)) && _describe stille candidates
  [[ $answer[1] == :words ]] || [[ $PREFIX != --*=* ]] || compset -P '*='
  case $answer[1] in
    :files) _files ;;
    :folders) _files -/ ;;
  esac
}
if [[ $funcstack[1] == _stille ]]; then _stille "$@"; else compdef _stille stille; fi
)";

constexpr std::string_view kFish = R"(function __stille_complete
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    set -l plain (string unescape -- "$typed"; or string trim --left --chars='"\'' -- "$typed")
    set -l program stille
    string match -q '*/*' -- $words[1]; and set program (string replace -r '^~/' "$HOME/" -- $words[1])
    command -q $program; or return
    set -l answer ($program complete fish -- $words[2..-1] "$plain" 2>/dev/null)
    set -l prefix (string match -r -- '^--[^=]*=' "$plain")
    set -l begun (string replace -- "$prefix" '' "$plain")
    switch "$answer[1]"
        case :files
            string join \n -- "$prefix"(__fish_complete_path "$begun")
        case :folders
            string join \n -- "$prefix"(__fish_complete_directories "$begun" '')
    end
    string join \n -- $answer[2..-1]
end
complete -c stille -f -a '(__stille_complete)'
)";

/// The quote that is open at the end, or '\0', and where it stands.
struct Quote {
  char sign = '\0';
  std::size_t at = 0;
};

// The one reading of quotes: what is meant, and what is still open.
std::pair<std::string, Quote> read(std::string_view typed) {
  std::string out;
  Quote open;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    const char c = typed[i];
    if (c == open.sign) {
      open = {};
    } else if (open.sign == '\0' && (c == '"' || c == '\'')) {
      open = {c, i};
    } else if (c == '\\' && open.sign != '\'' && i + 1 < typed.size()) {
      const bool plain =
          open.sign == '"' && std::string_view("$`\"\\").find(typed[i + 1]) == std::string_view::npos;
      if (plain) out += c;
      out += typed[++i];
    } else if (c != '\\' || open.sign == '\'') {
      out += c;
    }
  }
  return {std::move(out), open};
}

bool means_itself(char c, char quote) {
  if (quote == '"') return std::string_view("$`\"\\!").find(c) == std::string_view::npos;
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return letter || (static_cast<unsigned char>(c) & 0x80U) != 0 ||
         std::string_view("-_=,.:/@%+").find(c) != std::string_view::npos;
}

}  // namespace

std::string completion_script(std::string_view shell) {
  if (shell == "bash") return std::string(kBash);
  if (shell == "zsh") return std::string(kZsh);
  if (shell == "fish") return std::string(kFish);
  return {};
}

std::string unquoted(std::string_view typed) {
  return read(typed).first;
}

std::optional<std::string> continued(std::string_view typed, std::string_view word) {
  const auto [begun, quote] = read(typed);
  if (!word.starts_with(begun)) return std::nullopt;
  std::string out;
  if (quote.sign != '\0') {
    out = typed.substr(0, quote.at + 1);
    word.remove_prefix(unquoted(typed.substr(0, quote.at)).size());
  }
  for (const char c : word) {
    if (quote.sign == '\'') {
      if (c == '\'') return std::nullopt;
    } else if (!means_itself(c, quote.sign)) {
      // Between double quotes a backslash before ! stays.
      if (quote.sign == '"' && c == '!') return std::nullopt;
      out += '\\';
    }
    out += c;
  }
  return out;
}

std::string completion_answer(const Completion& completion, std::string_view shell, std::string_view typed) {
  constexpr std::array<std::string_view, 3> kPaths{":words", ":files", ":folders"};
  std::string out(kPaths[static_cast<std::size_t>(completion.paths)]);
  for (const auto& one : completion.candidates) {
    const auto word = shell == "bash" ? continued(typed, one.word) : one.word;
    if (word) out.append(1, '\n').append(*word).append(1, '\t').append(one.about);
  }
  return out;
}

}  // namespace stille::cli

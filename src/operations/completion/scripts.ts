/**
 * Each hands the words up to the cursor to `completion words`, so that no script is ever out of date, and takes a line that
 * begins with a tab for file names. `bun millrace` is completed too; all else of bun's is left to what completed it before.
 */
export const scripts = {
  bash: `# Completion of millrace for bash: eval "$(millrace completion bash)"
_millrace_complete() { # place of the first word, program
  local first=$1 line i files='' current=\${COMP_WORDS[COMP_CWORD]} args=()
  shift
  for ((i = first; i <= COMP_CWORD; i++)); do args+=("--word=\${COMP_WORDS[i]}"); done
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      $'\\t'*) files=1 ;;
      ?*) COMPREPLY+=("\${line%%$'\\t'*}") ;;
    esac
  done < <("$@" completion words "\${args[@]}" 2>/dev/null)
  [ -n "$files" ] || return 0
  [ "$current" = = ] && current=''
  compopt -o filenames 2>/dev/null
  while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$current")
}
_millrace() { _millrace_complete 1 millrace; }
_millrace_bun() {
  case \${COMP_WORDS[1]} in
    millrace | millrace.ts | ./millrace.ts) ((COMP_CWORD > 1)) && _millrace_complete 2 bun "\${COMP_WORDS[1]}" && return ;;
  esac
  COMPREPLY=()
  [ -z "$_millrace_before_bun" ] || "$_millrace_before_bun" "$@"
}
_millrace_before_bun=$(complete -p bun 2>/dev/null | sed -n 's/.*-F \\([^ ]*\\).*/\\1/p')
[ "$_millrace_before_bun" != _millrace_bun ] || _millrace_before_bun=''
complete -F _millrace millrace
complete -o default -F _millrace_bun bun
`,
  zsh: `#compdef millrace
# Completion of millrace for zsh: eval "$(millrace completion zsh)"
_millrace_complete() { # place of the first word, program
  local first=$1 word line text means files=''
  local -a args found
  shift
  for word in "\${(@)words[first,CURRENT]}"; do args+=("--word=\${(Q)word}"); done
  for line in "\${(@f)$("$@" completion words "\${args[@]}" 2>/dev/null)}"; do
    case $line in
      $'\\t'*) files=1 ;;
      ?*)
        text=\${\${line%%$'\\t'*}//:/\\\\:} means=\${line#*$'\\t'}
        found+=("$text\${means:+:$means}") ;;
    esac
  done
  compset -P '--*='
  (( \${#found} )) && _describe -V millrace found
  [[ -z $files ]] || _files
}
_millrace() { _millrace_complete 2 millrace }
_millrace_bun() {
  if (( CURRENT > 2 )) && [[ $words[2] == (./|)millrace(.ts|) ]]; then
    _millrace_complete 3 bun $words[2]
  else
    \${_millrace_before_bun:-_files}
  fi
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
[[ $_comps[bun] == _millrace_bun ]] || typeset -g _millrace_before_bun=$_comps[bun]
compdef _millrace millrace
compdef _millrace_bun bun
[[ $funcstack[1] != _millrace ]] || _millrace
`,
  fish: `# Completion of millrace for fish: millrace completion fish > ~/.config/fish/completions/millrace.fish
function __millrace_words
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l program millrace
    set -l first 2
    if __millrace_by_bun
        set program bun $words[2]
        set first 3
    end
    set -l args
    for word in $words[$first..-1] "$current"
        set -a args "--word=$word"
    end
    set -l flag (string match -r -- '^--[^=]+=' "$current"; or echo '')
    for line in ($program completion words $args 2>/dev/null)
        if string match -q -- \\t'*' $line
            __fish_complete_path (string replace -- "$flag" '' "$current")
        else
            echo -- "$flag$line"
        end
    end
end
function __millrace_by_bun
    set -l words (commandline -opc)
    test (count $words) -ge 2; and test $words[1] = bun; and contains -- $words[2] millrace millrace.ts ./millrace.ts
end
complete -c millrace -f -k -a '(__millrace_words)'
complete -c bun -n __millrace_by_bun -f -k -a '(__millrace_words)'
`,
} as const;

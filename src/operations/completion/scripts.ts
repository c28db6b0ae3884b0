/** Each hands the words up to the cursor to `millrace completion words`, so that no script is ever out of date. */
export const scripts = {
  bash: `# Completion of millrace for bash: eval "$(millrace completion bash)"
_millrace() {
  local line i args=()
  for ((i = 1; i <= COMP_CWORD; i++)); do args+=("--word=\${COMP_WORDS[i]}"); done
  COMPREPLY=()
  while IFS= read -r line; do
    [ -n "$line" ] && COMPREPLY+=("\${line%%$'\\t'*}")
  done < <(millrace completion words "\${args[@]}" 2>/dev/null)
}
complete -o default -F _millrace millrace
`,
  zsh: `#compdef millrace
# Completion of millrace for zsh: eval "$(millrace completion zsh)" after compinit
_millrace() {
  local -a args found
  local word line
  for word in "\${(@)words[2,CURRENT]}"; do args+=("--word=$word"); done
  for line in "\${(@f)$(millrace completion words "\${args[@]}" 2>/dev/null)}"; do
    [[ -n "$line" ]] && found+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done
  if (( \${#found} )); then _describe millrace found; else _files; fi
}
compdef _millrace millrace
`,
  fish: `# Completion of millrace for fish: save it as ~/.config/fish/completions/millrace.fish
function __millrace_words
    set -l words (commandline -opc) (commandline -ct)
    set -l args
    for word in $words[2..-1]
        set -a args "--word=$word"
    end
    millrace completion words $args 2>/dev/null
end
complete -c millrace -a '(__millrace_words)'
`,
} as const;

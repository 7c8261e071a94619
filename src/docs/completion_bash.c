#include "docs/completion.h"

static const char start[] =
    "# bash completion for lexwave, made from its tables of commands and options.\n"
    "# It needs nothing of the package bash-completion, and no bash beyond 3.2.\n"
    "\n";

/* A command line that is split at = has --theme=li as three words, the last of which is completed;
 * one that is not has it as one word, of which all is. */
static const char body[] =
    "_lexwave()\n"
    "{\n"
    "    local IFS=$' \\t\\n' # a person may have another\n"
    "    local cur=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
    "    local command='' prefix='' option='' word given=' '\n"
    "    local -i i\n"
    "    local values='' files='' options='' bare=''\n"
    "    COMPREPLY=()\n"
    "    if ((COMP_CWORD > 1)); then\n"
    "        case \" $_lexwave_commands \" in *\" ${COMP_WORDS[1]} \"*) "
    "command=${COMP_WORDS[1]} ;; esac\n"
    "    fi\n"
    "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
    "        # After -- all is text.\n"
    "        [[ ${COMP_WORDS[i]} == -- ]] && return\n"
    "        given=\"$given${COMP_WORDS[i]} \"\n"
    "    done\n"
    "    if [[ $cur == '=' ]]; then\n"
    "        option=$before cur=''\n"
    "    elif [[ $before == '=' ]] && ((COMP_CWORD > 2)); then\n"
    "        option=${COMP_WORDS[COMP_CWORD - 2]}\n"
    "    elif [[ $cur == --*=* ]]; then\n"
    "        option=${cur%%=*} prefix=${cur%%=*}= cur=${cur#*=}\n"
    "    elif [[ $before == -* ]]; then\n"
    "        option=$before\n"
    "    fi\n"
    "    if [[ $option ]] && _lexwave_value \"$command\" \"$option\"; then\n"
    "        if [[ $files ]]; then\n"
    "            # Readline itself knows quotes and ~; bash 3.2 has no compopt to ask it.\n"
    "            [[ ! $prefix ]] && compopt -o default 2>/dev/null && return\n"
    "            compopt -o filenames 2>/dev/null || bare=yes\n"
    "            [[ ${cur:0:2} == \\~/ ]] && cur=$HOME/${cur:2}\n"
    "            # A name with a newline comes as two lines, which are no files.\n"
    "            while IFS= read -r word; do\n"
    "                [[ $word == \"$cur\"* && -e $word ]] || continue\n"
    "                [[ $bare ]] && word=$(printf %q \"$word\")\n"
    "                COMPREPLY+=(\"$prefix$word\")\n"
    "            done < <(compgen -f -- \"$cur\")\n"
    "            return\n"
    "        fi\n"
    "        for word in $values; do\n"
    "            [[ $word == \"$cur\"* ]] && COMPREPLY+=(\"$prefix$word\")\n"
    "        done\n"
    "        return\n"
    "    fi\n"
    "    if [[ $cur == -* ]]; then\n"
    "        _lexwave_options \"$command\"\n"
    "        for word in $options; do\n"
    "            [[ $word == \"$cur\"* && $given != *\" $word \"* ]] && COMPREPLY+=(\"$word\")\n"
    "        done\n"
    "    elif ((COMP_CWORD == 1)) || [[ $command == help && $COMP_CWORD -eq 2 ]]; then\n"
    "        [[ $command == help ]] && values=all\n"
    "        for word in $_lexwave_commands $values; do\n"
    "            [[ $word == \"$cur\"* ]] && COMPREPLY+=(\"$word\")\n"
    "        done\n"
    "    fi\n"
    "}\n"
    "\n"
    "complete -F _lexwave lexwave\n";

static void add_options(struct str *out)
{
    const struct command_info *info;
    str_adds(out, "# The options of a command, to the caller's `options`.\n_lexwave_options()\n{\n"
                  "    case $1 in\n");
    for (int i = 0; (info = completion_command(i)); i++) {
        str_addf(out, "    '%s') options='", info->name ? info->name : "");
        for (size_t at = 0; at < option_count; at++) {
            const struct option *o = &option_table[at];
            if (!(o->commands & (unsigned)info->command)) continue;
            str_addf(out, "--%s ", o->name);
            if (o->letter) str_addf(out, "-%c ", o->letter);
        }
        str_splice(out, out->len - 1, 1, "'", 1);
        str_adds(out, " ;;\n");
    }
    str_adds(out, "    esac\n}\n\n");
}

/* "encode:--output|encode:-o", a pattern of what _lexwave_value is asked. */
static void add_pattern(const struct option *o, unsigned some, struct str *out)
{
    const struct command_info *info;
    const char *bar = "";
    for (int i = 0; (info = completion_command(i)); i++) {
        const char *word = info->name ? info->name : "";
        if (!(some & (unsigned)info->command)) continue;
        str_addf(out, "%s%s:--%s", bar, word, o->name);
        bar = "|";
        if (o->letter) str_addf(out, "|%s:-%c", word, o->letter);
    }
}

static void add_value(const struct option *o, unsigned some, struct str *out)
{
    struct str names = STR_EMPTY;
    completion_names(o, some, &names);
    str_adds(out, "    ");
    add_pattern(o, some, out);
    if (o->type == OPTION_FILE)
        str_adds(out, ") files=1 ;;\n");
    else
        str_addf(out, ") values='%s' ;;\n", str_text(&names));
    str_free(&names);
}

static void add_values(struct str *out)
{
    unsigned some;
    str_adds(out, "# What an option's value may be, to the caller's `values` or `files`; fails if "
                  "it takes none.\n_lexwave_value()\n{\n    case $1:$2 in\n");
    for (size_t at = 0; at < option_count; at++)
        for (int i = 0;
             !option_is_flag(&option_table[at]) && (some = completion_share(&option_table[at], i));
             i++)
            add_value(&option_table[at], some, out);
    str_adds(out, "    *) return 1 ;;\n    esac\n}\n\n");
}

bool completion_bash(const struct str *prose, struct str *out, struct err *e)
{
    (void)prose;
    str_adds(out, start);
    str_adds(out, "_lexwave_commands='");
    completion_commands(out);
    str_adds(out, "'\n\n");
    add_options(out);
    add_values(out);
    str_adds(out, body);
    return !out->failed || err_memory(e);
}

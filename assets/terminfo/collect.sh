#!/bin/sh
# Writes builtin.ti: what the terminals named below are described as by Debian's packages
# ncurses-base and ncurses-term, unpacked into FOLDER (dpkg-deb -x), and those that the packages
# leave out by the file misc/terminfo.src of their source (apt-get source ncurses).
#
#     sh assets/terminfo/collect.sh FOLDER TERMINFO.SRC     then sh assets/terminfo/embed.sh
#
# Left out is what a program on a full screen has no use for: printers, labels, margins and
# status lines, resets, function keys after F12, and all extensions but RGB, U8 and AX. The
# result is committed, so building needs neither the packages nor this script.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:?the folder that the packages were unpacked into} source=${2:?terminfo.src of their source}
more=$(mktemp -d)
trap 'rm -rf "$more"' EXIT
tic -x -e foot,foot-direct,kitty,kitty-direct -o "$more" "$source"
terminals='
xterm xterm-color xterm-16color xterm-256color xterm-direct xterm-vt220
screen screen-16color screen-256color screen-bce screen-256color-bce screen.linux screen.xterm-256color screen.putty-256color
tmux tmux-256color tmux-direct linux linux-16color vt100 vt102 vt220 vt320 vt420 ansi cygwin cons25 hurd dumb
rxvt rxvt-256color rxvt-unicode rxvt-unicode-256color Eterm Eterm-256color eterm-color
foot foot-direct alacritty alacritty-direct kitty kitty-direct ghostty wezterm contour rio
st st-256color st-direct dvtm-256color mlterm terminology konsole konsole-256color konsole-direct
gnome gnome-256color vte vte-256color vte-direct xfce putty putty-256color mintty mintty-direct ms-terminal teraterm
iterm2 iterm2-direct nsterm
'
{
    cat <<'END'
# Terminals that are known without the system's database, as the terminfo of ncurses describes
# them. Made by collect.sh, which says what was left out: do not edit. Compiled by embed.sh.
#
END
    for package in ncurses-base ncurses-term; do
        echo "# Debian's $package $(zcat "$folder/usr/share/doc/$package"/changelog.Debian*.gz | sed -n '1s/.*(\(.*\)).*/\1/p')"
    done
    echo '#'
    # The notice that copies of it carry.
    awk 'NR > 1 && /^Files: /  { shown = /^Files: \*$/ } /^License: / { shown = /^License: MIT\/X11$/ && wanted++; next }
        shown && !/^Files/ { sub(/^ \.$/, ""); sub(/^ /, ""); sub(/^Copyright: /, "Copyright "); sub(/^  +/, "          "); print }' \
        "$folder/usr/share/doc/ncurses-term/copyright" | sed 's/^/# /; s/ *$//'
    for terminal in $terminals; do
        where=$(find "$folder" "$more" -path '*/?/*' -name "$terminal" ! -type d | head -n 1)
        [ -n "$where" ] || { echo "no entry $terminal" >&2; exit 1; }
        # ncurses calls them by other names than they call themselves.
        infocmp -x -1 -A "${where%/?/*}" "$terminal" | sed '/^#/d; s/^\(ghostty\|kitty\)|/\1|xterm-\1|/' | awk -F '[=#,]' '
            /^[^\t]/ { print; next }
            { name = $1; sub(/^\t/, "", name) }
            name ~ /^kf(1[3-9]|[2-6][0-9])$/ || name ~ /^(mc|rs[123]|is[123]|u[0-9]|if|iprog|rf$|pfkey|pfx|pln|lf[0-9])/ { next }
            name ~ /^(mc5i|km|hs|hsl|tsl|fsl|dsl|eslok|wsl|meml|memu|memlock|smgl|smgr|smglr|smgl?p|mgc|flash|rmm|smm)$/ { next }
            name ~ /^(initc|initp|oc|kLFT|kRIT|kPRT|kmous|kbeg|ka1|ka3|kb2|kc1|kc3|kent|kfnd|kslt|sc|rc|hts|tbc|it|cbt)$/ { next }
            name ~ /^(acsc|enacs|smacs|rmacs|nel|ri|ind|csr|cvvis|invis|blink|sitm|ritm|setrgb[bf]|fullkbd|fd|fe|ka2|kb1|kb3|kc2|smgrp|smpch|rmpch|il1?|dl1?|ich1?|smir|rmir|vt$|xon|mir|kf0|kind|kri|cmdch|eo|in$|km|hz|da|db|prot|rev2|kclr|kel|ked|khlp|kcpy|kcan|ksav|kmov|kmrk|kprt|krst|kres|krpl|kcmd|kcrt|kopn|kclo|kext|smsc|rmsc|dispc|pctrm|scesc|scesa|dclk|sclk|rmclk|smclk|kund|kspd|kopt|kref|rin|indn)$/ { next }
            name ~ /^(OT.*|.[A-Z].*|[A-Z][A-Za-z0-9]*|grbom|gsbom|kp[A-Z0-9]+|rmxx|smxx|xm|xr|rv|csl|getm|blink2|setal|ol|kxIN|kxOUT)$/ &&
                name !~ /^(RGB|U8|AX|kDC|kEND|kHOM|kIC|kNXT|kPRV)$/ { next }
            { print }'
    done
} >"$here/builtin.ti.part"
mv "$here/builtin.ti.part" "$here/builtin.ti"

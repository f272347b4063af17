# Sets up what ./run and ./test need, and nothing when all is there. Both source it with `root` set to the clone.
# POSIX sh: it runs under dash on a machine that has only git and python3.
# shellcheck disable=SC2154 # the caller sets root

requirements="$root/requirements-dev.txt"
venv="$root/.venv"
stamp="$venv/.stamp"

# shared library, then the packages that may carry it, newest name first
libraries='
libGL.so.1 libgl1
libEGL.so.1 libegl1
libxkbcommon.so.0 libxkbcommon0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libglib-2.0.so.0 libglib2.0-0t64 libglib2.0-0
libX11.so.6 libx11-6
libX11-xcb.so.1 libx11-xcb1
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-xkb.so.1 libxcb-xkb1
'

say() { printf '%s\n' "$*" >&2; }

stop() {
    say "$*"
    exit 1
}

may_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

known_to_apt() { apt-cache show "$1" 2>/dev/null | grep -q '^Package:'; }

first_known() {
    for package in "$@"; do
        ! known_to_apt "$package" || break
    done
    printf '%s' "$package"
}

# install PACKAGE…: through apt where that is allowed, otherwise says the one line that does it and stops
install() {
    may_install || stop "缺少系统软件包。请运行下面这一行，再重新启动（run this line, then start again）：
  sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
    say "正在安装系统软件包 (installing system packages): $*"
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >&2 ||
        stop "系统软件包没有装上，请检查网络后重试。(apt-get could not install: $*)"
}

refresh_package_lists() {
    if may_install && [ -z "${lists_are_fresh:-}" ]; then
        apt-get update -q >&2 || say "软件包目录没有更新成功，继续尝试。(apt-get update failed; going on)"
        lists_are_fresh=1
    fi
}

missing_libraries() {
    present=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null) || return 0
    printf '%s\n' "$libraries" | while read -r library packages; do
        case "$present" in
        *"$library "*) ;;
        *) [ -z "$library" ] || printf '%s\n' "$packages" ;;
        esac
    done
}

# want PACKAGE…: notes the first of these names that apt knows
want() {
    refresh_package_lists
    wanted="$wanted $(first_known "$@")"
}

want_libraries() {
    missing=$(missing_libraries)
    [ -n "$missing" ] || return 0
    while read -r packages; do
        # shellcheck disable=SC2086 # a list of names
        want $packages
    done <<EOF
$missing
EOF
}

suits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; }

makes_venvs() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

# find_python: sets `python` to the first interpreter that suits and can make a .venv; failing that, to one that only
# lacks the module venv, or to nothing
find_python() {
    bare=''
    for python in ${PYTHON:-} python3 python3.13 python3.12 python3.11 /usr/bin/python3; do
        command -v "$python" >/dev/null 2>&1 || continue
        suits "$python" || continue
        ! makes_venvs "$python" || return 0
        bare=${bare:-$python}
    done
    python=$bare
    return 1
}

want_python() {
    ! find_python || return 0
    if [ -n "$python" ]; then
        want "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')" python3-venv
    else
        want python3.13 python3.12 python3.11
        want python3.13-venv python3.12-venv python3.11-venv
    fi
}

# What a good .venv is stamped with: the requirements, the interpreter that answers, and where the clone lies.
mark() {
    version=$("$venv/bin/python" -I -S -c 'import sys; print(sys.version.split()[0])' 2>/dev/null) || return 1
    printf '%s %s %s\n' "$(cksum <"$requirements")" "$version" "$root"
}

is_set_up() {
    [ -f "$stamp" ] && [ -x "$venv/bin/python" ] && [ "$(mark)" = "$(cat "$stamp")" ]
}

make_venv() {
    find_python || stop "需要 Python 3.11 至 3.13（含 venv），没有找到。(Python 3.11 to 3.13 with venv is needed.)"
    say "首次准备运行环境，约需一分钟…… (setting up .venv, about a minute)"
    rm -rf "$venv"
    "$python" -m venv "$venv" || stop "无法建立 $venv，请检查磁盘空间和写权限。(cannot make .venv)"
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-input --only-binary :all: \
        --require-hashes -r "$requirements" >&2 ||
        stop "依赖没有装全，请检查网络后重新运行。(could not install requirements-dev.txt; run again)"
    mark >"$stamp"
}

set_up() {
    wanted=''
    ready=yes
    is_set_up || ready=''
    want_libraries
    [ -n "$ready" ] || want_python
    # shellcheck disable=SC2086 # a list of names
    [ -z "$wanted" ] || install $wanted
    [ -n "$ready" ] || make_venv
}

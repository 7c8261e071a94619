{
  lib,
  stdenv,
  cmocka,
  ncurses,
  pkg-config,
}:
let
  root = ../../..;
  # The version stands in the header, and nowhere else.
  lines = builtins.filter builtins.isString (
    builtins.split "\n" (builtins.readFile (root + "/include/lexwave.h"))
  );
  found = builtins.filter (match: match != null) (
    map (builtins.match "#define LEXWAVE_VERSION \"([^\"]+)\"") lines
  );
in
stdenv.mkDerivation {
  pname = "lexwave";
  version = builtins.head (builtins.head found);
  src = lib.cleanSourceWith {
    src = lib.cleanSource root;
    # What was built on another machine is not taken along.
    filter = path: _type: baseNameOf path != "build";
  };

  outputs = [
    "out"
    "dev"
    "man"
  ];

  nativeBuildInputs = [ pkg-config ];
  buildInputs = [ ncurses ];
  checkInputs = [ cmocka ];

  makeFlags = [
    "PREFIX=${placeholder "out"}"
    "INCLUDEDIR=${placeholder "dev"}/include"
    "PKGCONFIGDIR=${placeholder "dev"}/lib/pkgconfig"
    "MANDIR=${placeholder "man"}/share/man"
  ];
  buildFlags = [
    "all"
    "docs"
    "library"
  ];
  enableParallelBuilding = true;

  doCheck = true;
  checkTarget = "check-unit";

  meta = {
    description = "Shows what goes into a transformer, as numbers, in a terminal";
    # A placeholder: a packager puts the project's page here, and adds maintainers.
    homepage = "https://example.org/lexwave";
    license = with lib.licenses; [
      mit
      unicode-dfs-2016
    ];
    mainProgram = "lexwave";
    platforms = lib.platforms.unix;
  };
}

{
  lib,
  stdenv,
  buildPackages,
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
  # make leaves the library out elsewhere.
  withLibrary = stdenv.hostPlatform.isElf;
in
stdenv.mkDerivation {
  pname = "lexwave";
  version = builtins.head (builtins.head found);
  src = lib.cleanSourceWith {
    src = lib.cleanSource root;
    # What was built on another machine is not taken along.
    filter = path: _type: baseNameOf path != "build";
  };

  # Pages of section 3 are moved into devman by what stdenv does after make install.
  outputs = [
    "out"
    "man"
  ]
  ++ lib.optionals withLibrary [
    "lib"
    "dev"
    "devman"
  ];

  strictDeps = true;
  # A step of the build runs on the machine that builds.
  depsBuildBuild = [ buildPackages.stdenv.cc ];
  nativeBuildInputs = [ pkg-config ];
  buildInputs = [ ncurses ];
  # A library that the tests are linked with, and no tool: not nativeCheckInputs.
  checkInputs = [ cmocka ];

  makeFlags = [
    "BUILD_CC=$(CC_FOR_BUILD)"
    "PREFIX=${placeholder "out"}"
    "MANDIR=${placeholder "man"}/share/man"
  ]
  ++ lib.optionals withLibrary [
    "LIBDIR=${placeholder "lib"}/lib"
    "INCLUDEDIR=${placeholder "dev"}/include"
    "PKGCONFIGDIR=${placeholder "dev"}/lib/pkgconfig"
  ];
  enableParallelBuilding = true;

  doCheck = true;
  checkTarget = "check-unit";

  meta = {
    description = "Shows what goes into a transformer, as numbers, in a terminal";
    # A placeholder: a packager puts the project's page here, and adds maintainers.
    homepage = "https://example.org/lexwave";
    license = [
      lib.licenses.mit
      lib.licenses.unicode-dfs-2016
      # lib.licenses has no name for it.
      {
        spdxId = "X11-distribute-modifications-variant";
        fullName = "X11 License Distribution Modification Variant";
        free = true;
      }
    ];
    mainProgram = "lexwave";
    platforms = lib.platforms.unix;
  };
}

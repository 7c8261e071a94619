# lexwave from this folder's sources: nix-build assets/packaging/nix
{
  pkgs ? import <nixpkgs> { },
}:
pkgs.callPackage ./package.nix { }

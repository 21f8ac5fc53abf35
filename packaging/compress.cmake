# What Debian's policy wants compressed: the man page and the changelog.
set(root ${CPACK_TEMPORARY_INSTALL_DIRECTORY}${CPACK_PACKAGING_INSTALL_PREFIX}/share)
file(RENAME ${root}/doc/sluice/CHANGELOG.md ${root}/doc/sluice/changelog)
foreach(file ${root}/doc/sluice/changelog ${root}/man/man1/sluice.1)
  execute_process(COMMAND gzip -9nf ${file} COMMAND_ERROR_IS_FATAL ANY)
endforeach()

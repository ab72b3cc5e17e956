act-rows-erased = Data past its time erased
act-rows-unnamed = Data past its time made anonymous
privacy-phase-erasing = Erasing what is past its time
privacy-cli-erased = { $table }: { $rows } erased ({ $period })
privacy-cli-unnamed = { $table }: { $rows } made anonymous ({ $period })
privacy-cli-would-erase = { $table }: { $rows } would be erased ({ $period })
privacy-cli-would-unname = { $table }: { $rows } would be made anonymous ({ $period })
privacy-cli-nothing = Nothing is past its time.

"""What files of Word and PowerPoint share: packages (ECMA-376, part 2), XML, and checks of files from outside."""

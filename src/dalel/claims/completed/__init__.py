"""What a finding leaves out and other words tell: of the case, of the same list, of the same verb."""

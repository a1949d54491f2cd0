"""Numbers, amounts, percentages and EDTF times: parsed, compared, added up."""

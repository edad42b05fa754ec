"""The facts about a person in the order in which people look for them."""

SECTIONS: dict[str, tuple[str, ...]] = {
    "Work": ("job_title", "department", "start_date", "leaving_date", "workplace_postcode"),
    "Pay": ("salary", "hourly_rate", "weekly_hours"),
    "Tax": ("tax_code", "starter_declaration"),
    "National Insurance": ("ni_number", "ni_category", "director", "director_since"),
    "Student and postgraduate loans": ("student_loan_plan", "postgraduate_loan"),
    "Pension": ("pension", "pension_basis", "employee_pension_percent", "employer_pension_percent"),
    "Bank account": ("account_name", "sort_code", "account_number", "roll_number"),
    "Personal details": (
        "title",
        "first_name",
        "last_name",
        "gender",
        "birth_date",
        "address_line_1",
        "address_line_2",
        "address_line_3",
        "address_line_4",
        "postcode",
        "country",
        "email",
    ),
}

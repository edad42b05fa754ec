// Annual tax, employee NI and a student loan by the npm package. Run by bench/compare.py inside the peer's folder.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const peer = createRequire(`${process.cwd()}/`)("@saving-tool/hmrc-income-tax");
const salaries = JSON.parse(readFileSync(0, "utf8")).map((pence) => (pence * 12) / 100);
const taxYear = "2025/26";
const start = process.cpuUsage();
let sum = 0;
for (const taxableAnnualIncome of salaries) {
  const personalAllowance = peer.calculatePersonalAllowance({ taxYear, taxableAnnualIncome });
  const tax = peer.calculateIncomeTax({ taxYear, personalAllowance, taxableAnnualIncome });
  sum += tax.total ?? Object.values(tax).find((value) => typeof value === "number") ?? 0;
  sum += peer.calculateEmployeeNationalInsurance({ taxYear, taxableAnnualIncome });
  sum += peer.calculateStudentLoanRepayments({ taxYear, taxableAnnualIncome, studentLoanPlanNo: 2 });
}
const used = process.cpuUsage(start);
const seconds = (used.user + used.system) / 1e6;
const memory_kib = Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]); // peak
process.stdout.write(JSON.stringify({ seconds, memory_kib, sum }));

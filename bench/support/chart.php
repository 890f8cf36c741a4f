<?php

declare(strict_types=1);

// Bar charts as SVG, without a background: the colours can be read on white and on dark.

const CHART_COLOURS = ['#3b82c4', '#d97f28', '#3f9e63', '#a06cc0'];
const CHART_TEXT = '#808892';
const CHART_LEFT = 170;
const CHART_BARS = 420;
const CHART_BAR = 14;

/**
 * @param string[] $series names, one colour each
 * @param array<string, float[]> $groups label => a value for each of the series
 * @param bool $isLog lengths by the logarithm, for values that differ a hundredfold
 */
function chart(string $title, array $series, array $groups, bool $isLog = false): string
{
    $values = array_filter(array_merge(...array_values($groups)), fn (float $value): bool => $value > 0);
    [$least, $most] = $values ? [min($values), max($values)] : [1.0, 1.0];
    $floor = log10($least) - 0.3;
    $length = fn (float $value): float => match (true) {
        !($value > 0) => 0.0,
        $isLog => (log10($value) - $floor) / (log10($most) - $floor),
        default => $value / $most,
    };
    $y = 64;
    $body = '';
    foreach ($groups as $label => $bars) {
        $middle = $y + CHART_BAR * count($bars) / 2 + 4;
        $body .= chartText(CHART_LEFT - 10, $middle, $label, 'end');
        foreach ($bars as $i => $value) {
            $width = max(1, round(CHART_BARS * $length($value), 1));
            $body .= sprintf('<rect x="%d" y="%d" width="%s" height="%d" fill="%s"/>', CHART_LEFT, $y, $width, CHART_BAR - 2,
                CHART_COLOURS[$i]) . "\n" . chartText(CHART_LEFT + $width + 6, $y + CHART_BAR - 4, chartNumber($value));
            $y += CHART_BAR;
        }
        $y += 12;
    }
    return sprintf("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 680 %d\" font-family=\"sans-serif\" font-size=\"12\">\n", $y)
        . chartText(10, 20, $title . ($isLog ? ' (logarithmic)' : ''), 'start', 15) . chartLegend($series) . $body . "</svg>\n";
}

function chartLegend(array $series): string
{
    $legend = '';
    foreach ($series as $i => $name) {
        $x = CHART_LEFT + 120 * $i;
        $legend .= sprintf('<rect x="%d" y="35" width="12" height="12" fill="%s"/>', $x, CHART_COLOURS[$i]) . "\n"
            . chartText($x + 18, 45, $name);
    }
    return $legend;
}

function chartText(float $x, float $y, string $text, string $anchor = 'start', int $size = 12): string
{
    return sprintf("<text x=\"%s\" y=\"%s\" fill=\"%s\" text-anchor=\"%s\" font-size=\"%d\">%s</text>\n", round($x, 1), round($y, 1),
        CHART_TEXT, $anchor, $size, htmlspecialchars($text));
}

function chartNumber(float $value): string
{
    return is_nan($value) ? '-' : number_format($value, $value < 10 ? 2 : ($value < 100 ? 1 : 0));
}

using System.Globalization;

namespace Graph.TestKit.Register;

/// <summary>What follows from the number of a state, so that the fields of one can be told from those of another.</summary>
public static class RegisterNames
{
    /// <summary>A text of a state, e.g. <c>7@12</c>: a product's name, a stock's warehouse, a review's body.</summary>
    public static string Of(string id, int number) => string.Create(CultureInfo.InvariantCulture, $"{id}@{number}");

    /// <summary>The average that goes with a list's total.</summary>
    public static double AverageOf(int number) => 1 + (number % 4);
}

namespace Graph.Invalidation.Events;

/// <summary>Why a delivery is not taken; nothing of it has changed anything.</summary>
/// <param name="Status">Of the answer.</param>
/// <param name="Reason">For people. Says nothing of secrets and ids.</param>
/// <param name="Index">Which event is at fault, counted from 0; null when it is the delivery as a whole.</param>
internal sealed record EventRefusal(int Status, string Reason, int? Index = null)
{
    public static EventRefusal Malformed(string reason) => new(StatusCodes.Status400BadRequest, reason);

    public static EventRefusal BadEvent(int index, string problem) =>
        new(StatusCodes.Status400BadRequest, $"Event {index} of the delivery (counted from 0): {problem}", index);

    public static EventRefusal Unsigned(string reason) => new(StatusCodes.Status401Unauthorized, reason);

    public static EventRefusal TooLarge(string reason) => new(StatusCodes.Status413PayloadTooLarge, reason);

    public static EventRefusal UnsupportedMediaType(string reason) => new(StatusCodes.Status415UnsupportedMediaType, reason);
}
